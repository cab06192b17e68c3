package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a lost authority certified and nobody enrolled. Whoever has its key goes on signing while
 * another one takes its place, so it is looked for until nobody believes the old one; each is named
 * once, and told.
 */
final class Strangers {
  /** Every endpoint is asked, and everything that was ever issued is read. */
  private static final Duration APART = Duration.ofMinutes(5);

  /** What was not looked at is no stranger. */
  private static final String CERTIFICATE = "certificate";

  private final Journal journal;
  private final Announcements people;
  private final Calls calls;
  private final Set<String> named = new HashSet<>();
  private Instant last = Instant.EPOCH;
  private boolean whileReplaced;

  Strangers(Journal journal, Announcements people, Calls calls) {
    this.journal = journal;
    this.people = people;
    this.calls = calls;
  }

  /**
   * Responses that began before it was looked for again go on without; to be asked first of all.
   */
  void settle() {
    whileReplaced =
        Workflow.getVersion("strangers-while-replaced", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** A hunt named these. */
  void named(Answers answers) {
    answers
        .seen()
        .forEach(
            (member, seen) -> {
              if (member.authority().isPresent()) {
                seen.findings().forEach(one -> named.add(key(member.secret(), one)));
              }
            });
    last = CaseFile.now();
  }

  /** Looks while others take the places of these, unless it was done a moment ago. */
  void look(List<Member> members) {
    if (!whileReplaced || members.isEmpty() || CaseFile.now().isBefore(last.plus(APART))) {
      return;
    }
    Answers answers = calls.ask(ResponseCall.HUNT, members);
    answers.seen().forEach(this::tell);
    if (!answers.failed().isEmpty() && named.add(answers.reasons())) {
      journal.note(
          Kind.FAILURE,
          TimelineEntry.REKEY,
          "certificates that nobody enrolled were not looked for: " + answers.reasons(),
          List.of());
    }
    last = CaseFile.now();
  }

  private void tell(Member member, CredentialAnswer.Seen seen) {
    List<Finding> fresh =
        seen.findings().stream().filter(one -> named.add(key(member.secret(), one))).toList();
    if (fresh.isEmpty()) {
      return;
    }
    journal.step(
        ResponseStep.HUNT,
        Map.of(member.secret(), facts(fresh)),
        fresh.size()
            + (fresh.size() == 1 ? " thing" : " things")
            + " came up while it is replaced");
    List<Finding> certificates =
        fresh.stream().filter(one -> one.what().startsWith(CERTIFICATE)).toList();
    if (!certificates.isEmpty()) {
      tellPeople(member, certificates);
    }
  }

  private void tellPeople(Member member, List<Finding> certificates) {
    people.reach(
        Milestone.ESCALATED,
        certificates.stream().map(Finding::sentence).collect(Collectors.joining("; ")),
        "Look who serves it, and switch that off: whoever believes "
            + member.authority().map(SigningAuthority::authority).orElse("it")
            + " believes this too, until its trust is removed.");
  }

  /** What a hunt found, as a timeline has it. */
  static List<Fact> facts(List<Finding> findings) {
    return findings.stream()
        .map(one -> new Fact(one.what() + ": " + one.identity(), one.where(), CaseFile.now()))
        .toList();
  }

  private static String key(SecretId secret, Finding one) {
    return String.join("\n", secret.value(), one.what(), one.identity());
  }
}
