package dev.rekey.workflows.response;

import dev.rekey.model.incident.Reach;
import dev.rekey.model.incident.Remedy;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who used a credential and is on no list: the opponent, or a workload that fails from now on. The
 * leaked value never comes back for its sake; it gets the new one, or an account of its own.
 */
final class Unlisted {
  private static final int FEW = 50;

  /** A name or two says enough; all of them are on the timeline. */
  private static final int NAMED = 5;

  /** To find whose a workload is takes days, and no quarter. */
  private static final Duration FINDING = Duration.ofDays(14);

  private final CaseFile file;
  private final Journal journal;
  private final Set<String> told = new HashSet<>();

  Unlisted(CaseFile file, Journal journal) {
    this.file = file;
    this.journal = journal;
  }

  /** Writes down who that is, as far as sessions, reads and logs tell. */
  void tell(Member member, Reach reach) {
    List<UserOfOld> those =
        Stream.concat(member.users().stream(), reach.users().stream())
            .filter(one -> isUnlisted(one, reach.consumers()))
            .distinct()
            .limit(FEW)
            .toList();
    int version = those.isEmpty() ? Workflow.DEFAULT_VERSION : version();
    List<UserOfOld> news =
        version > 1
            ? those.stream().filter(one -> told.add(member.secret() + " " + name(one))).toList()
            : those;
    if (!news.isEmpty() && version > 0) {
      write(member, news);
      if (version > 1) {
        open(member, news.stream().map(Unlisted::name).distinct().toList());
      }
    }
  }

  /** Logs are late: who used it shows by now, also where it did not when the reach was asked. */
  Answers late(Answers watched, Calls calls, Consumer<Answers> heed) {
    if (!watched.done().isEmpty()
        && !file.over()
        && Workflow.getVersion("late-users", Workflow.DEFAULT_VERSION, 1) == 1) {
      Answers reached = calls.ask(ResponseCall.REACH, watched.done());
      reached.seen().forEach((member, seen) -> seen.reach().ifPresent(one -> tell(member, one)));
      heed.accept(reached);
    }
    return watched;
  }

  private void write(Member member, List<UserOfOld> those) {
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

  /** A finding, which somebody answers for until a day: an identity of its own, or none. */
  private void open(Member member, List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(names.size(), NAMED)));
    String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
    file.remedies()
        .add(
            new Remedy(
                "Unlisted use of %s: find out whose it is, and register each or give it an identity"
                        .formatted(member.secret())
                    + " of its own: "
                    + some
                    + more,
                member.atRisk().recovery().owner(),
                CaseFile.now().plus(FINDING).atZone(ZoneOffset.UTC).toLocalDate()));
  }

  /** The same user shows anew with each look, at another time. */
  private static String name(UserOfOld user) {
    return switch (user) {
      case UserOfOld.OpenSession session -> session.application() + " at " + session.address();
      case UserOfOld.UnknownReader reader -> reader.principal();
      case UserOfOld.KeyCaller caller -> caller.agent() + " at " + caller.address();
      case UserOfOld.ConsumerBehind behind -> behind.consumer().value();
      case UserOfOld.LateLog log -> log.sentence();
      case UserOfOld.KeyUse use -> use.identity();
      case UserOfOld.EncryptedUnder data -> data.what();
      case UserOfOld.EndpointBehind endpoint -> endpoint.endpoint();
    };
  }

  /** Responses that began before it was told of, or before a finding was opened, go on without. */
  private static int version() {
    return Workflow.getVersion("unlisted", Workflow.DEFAULT_VERSION, 2);
  }

  /** A session is known by the name that its workload gives itself, and so is who calls. */
  private static boolean isUnlisted(UserOfOld user, List<String> consumers) {
    return switch (user) {
      case UserOfOld.OpenSession session -> !consumers.contains(session.application());
      case UserOfOld.UnknownReader reader -> true;
      case UserOfOld.ConsumerBehind behind -> false;
      case UserOfOld.LateLog log -> false;
      case UserOfOld.KeyUse use -> false;
      case UserOfOld.KeyCaller caller -> consumers.stream().noneMatch(caller::isCalled);
      case UserOfOld.EncryptedUnder data -> false;
      case UserOfOld.EndpointBehind endpoint -> false;
    };
  }
}
