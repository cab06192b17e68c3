package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.IncidentId;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replacements of which nobody said before containment how far they are. Whoever moved on to one is
 * not thrown out for that: containment spares the version that was ordered, if the store has it.
 */
final class Unanswered {
  private final IncidentActivities patient = ResponseStubs.rotations();
  private final List<Running> those = new ArrayList<>();
  private boolean spared;

  /** Responses that began before contain them as a whole. To be called first of all. */
  void begin() {
    spared = Workflow.getVersion("spare-unanswered", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** Those of these that containment spares. */
  List<Running> spared(List<Running> running) {
    List<Running> all = spared ? running : List.of();
    those.addAll(all);
    return all;
  }

  /** Before their replacements are waited for: the old versions die; what is not made makes way. */
  void askAgain(IncidentId incident, List<Member> members) {
    List<Running> asked = those.stream().filter(one -> members.contains(one.member())).toList();
    those.removeAll(asked);
    List<SecretId> open = secrets(asked);
    if (open.isEmpty()) {
      return;
    }
    try {
      Map<SecretId, VersionId> made = patient.revokeAtOnce(incident, open);
      List<SecretId> late = open.stream().filter(one -> !made.containsKey(one)).toList();
      if (!late.isEmpty()) {
        patient.makeWay(incident, late);
      }
    } catch (ActivityFailure silent) {
      Workflow.getLogger(Unanswered.class).warn("{}: its replacements are waited for", incident);
    }
  }

  private static List<SecretId> secrets(List<Running> those) {
    return those.stream().filter(one -> !one.isOver()).map(one -> one.member().secret()).toList();
  }
}
