package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The first sign of each that somebody else had it, as far as the answers tell. */
final class EarlierAbuse {
  /** How Rekey's own sessions call themselves at targets. */
  private static final String REKEY = "rekey";

  private final CaseFile file;
  private final DoubtfulLog log;
  private final Map<SecretId, Fact> first = new HashMap<>();
  private boolean looksBack;

  EarlierAbuse(CaseFile file, DoubtfulLog log) {
    this.file = file;
    this.log = log;
  }

  /** Responses that began before go on without. To be called first of all. */
  void begin() {
    looksBack = Workflow.getVersion("earlier-abuse", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** A later report may say that it was exposed earlier. */
  void heard(CompromiseReport report) {
    Consumer<Instant> said =
        then -> {
          if (looksBack) {
            log.reachesBack(then, "it was exposed before what was said");
          } else {
            log.since(then);
          }
        };
    report.saidSince().ifPresent(said);
  }

  /** Puts the log in doubt from when somebody else had this one; whether that is earlier. */
  boolean reachesBack(SecretId secret) {
    Optional<Fact> sign =
        Optional.ofNullable(first.get(secret))
            .filter(one -> looksBack && one.at().isBefore(log.since()));
    sign.ifPresent(
        one -> {
          file.suspectSince(one.at());
          log.reachesBack(
              one.at(),
              "it was in other hands at %s: %s, %s".formatted(one.at(), one.what(), one.where()));
        });
    return sign.isPresent();
  }

  /** Takes what a hunt or a look at the reach said. */
  void note(Answers answers) {
    answers
        .seen()
        .forEach(
            (member, seen) ->
                Stream.concat(signs(seen), sessions(member, seen))
                    .forEach(one -> first.merge(member.secret(), one, EarlierAbuse::earlier)));
  }

  private static Fact earlier(Fact one, Fact other) {
    return Stream.of(one, other).min(Comparator.comparing(Fact::at)).orElse(one);
  }

  /** What was left behind was made by somebody who had it then. */
  private static Stream<Fact> signs(CredentialAnswer.Seen seen) {
    return Stream.concat(
        seen.reach().stream().flatMap(reach -> reach.earlier().stream()),
        seen.findings().stream()
            .flatMap(
                one ->
                    one
                        .at()
                        .map(at -> new Fact(one.what() + ": " + one.identity(), one.where(), at))
                        .stream()));
  }

  /** A session that was open when it was cut off, of somebody who is on no list. */
  private static Stream<Fact> sessions(Member member, CredentialAnswer.Seen seen) {
    List<String> listed =
        seen.reach().stream().flatMap(reach -> reach.consumers().stream()).toList();
    return member.users().stream()
        .flatMap(
            one ->
                one instanceof UserOfOld.OpenSession it
                    ? Stream.of(it)
                    : Stream.<UserOfOld.OpenSession>of())
        .filter(it -> !it.application().equals(REKEY) && !listed.contains(it.application()))
        .map(it -> new Fact("session of " + it.identity(), it.address(), it.since()));
  }
}
