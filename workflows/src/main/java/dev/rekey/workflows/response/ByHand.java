package dev.rekey.workflows.response;

import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.TimelineEntry;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What only people can do, such as to pause a pipeline: they are told at once, and called again if
 * nobody says in time that it is done. The response waits for none of it, and does not close before
 * somebody has answered.
 */
final class ByHand {
  /** The question; the second in an incident has a number. */
  static final String BY_HAND = "by-hand";

  private final CaseFile file;
  private final Announcements announcements;
  private final Set<String> asked = new HashSet<>();

  ByHand(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  /** Asks for what containment could not do; each thing once. */
  void ask(Map<Member, CredentialAnswer.Seen> contained) {
    contained.forEach(
        (member, seen) ->
            seen.asked().stream()
                .filter(what -> asked.add(member.secret() + " " + what))
                .forEach(this::ask));
  }

  /** Asks for something else, once; gives the question. */
  String ask(String about, String what) {
    asked.add(about + " " + what);
    return ask(what);
  }

  private String ask(String what) {
    String id = asked.size() == 1 ? BY_HAND : BY_HAND + "-" + asked.size();
    Duration patience = file.runbook().deadlines().acknowledged();
    Instant now = CaseFile.now();
    String text = what + ", by " + now.plus(patience) + ". Approve " + id + " once it is done.";
    file.questions()
        .put(id, new OpenQuestion(id, text, TimelineEntry.REKEY, now, Optional.empty()));
    announcements.reach(Milestone.GUARDED, text, "The response goes on meanwhile.");
    Workflow.newTimer(patience)
        .thenApply(
            passed -> {
              if (file.questions().containsKey(id) && !file.over()) {
                announcements.reach(
                    Milestone.ESCALATED, text, "Nobody says that it is done; others are called.");
              }
              return true;
            });
    return id;
  }
}
