package dev.rekey.workflows.response;

import dev.rekey.model.incident.Reach;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who used a credential and is on no list: the opponent, or a workload that fails from now on. The
 * leaked value never comes back for its sake; it gets the new one, or an account of its own.
 */
final class Unlisted {
  private static final int FEW = 50;

  private final Journal journal;

  Unlisted(Journal journal) {
    this.journal = journal;
  }

  /** Writes down who that is, as far as sessions and reads tell. */
  void tell(Member member, Reach reach) {
    List<UserOfOld> those =
        Stream.concat(member.users().stream(), reach.users().stream())
            .filter(one -> isUnlisted(one, reach.consumers()))
            .distinct()
            .limit(FEW)
            .toList();
    if (!those.isEmpty() && isKnown()) {
      Instant now = CaseFile.now();
      String secret = member.secret().value();
      journal.step(
          ResponseStep.REACH,
          Map.of(
              member.secret(),
              those.stream().map(one -> new Fact(one.sentence(), secret, now)).toList()),
          those.size()
              + " used it and are no registered consumers: the opponent, or who fails from now"
              + " on. Register whoever is yours, for the new value; the leaked one stays refused");
    }
  }

  /** Responses that began before it was told of go on without. */
  private static boolean isKnown() {
    return Workflow.getVersion("unlisted", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** A session is known by the name that its workload gives itself. */
  private static boolean isUnlisted(UserOfOld user, List<String> consumers) {
    return switch (user) {
      case UserOfOld.OpenSession session -> !consumers.contains(session.application());
      case UserOfOld.UnknownReader reader -> true;
      case UserOfOld.ConsumerBehind behind -> false;
      case UserOfOld.LateLog log -> false;
      case UserOfOld.KeyUse use -> false;
      case UserOfOld.EncryptedUnder data -> false;
      case UserOfOld.EndpointBehind endpoint -> false;
    };
  }
}
