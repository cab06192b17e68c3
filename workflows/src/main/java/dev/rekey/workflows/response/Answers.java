package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.rotation.Fact;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the functions said, credential by credential. */
final class Answers {
  private static final int REASONS = 10;

  private final Map<Member, CredentialAnswer.Seen> seen = new LinkedHashMap<>();
  private final Map<Member, CredentialAnswer.Failed> failed = new LinkedHashMap<>();
  private final Set<Member> again = new HashSet<>();

  /** All of them are well. */
  static Answers all(List<Member> members) {
    Answers answers = new Answers();
    members.forEach(
        one -> answers.seen.put(one, CredentialAnswer.Seen.of(one.secret(), List.of())));
    return answers;
  }

  /** These, with what failed before. */
  Answers then(Answers next) {
    next.failed.putAll(failed);
    return next;
  }

  /** A credential about which nothing is said counts as failed. */
  void add(List<Member> members, List<CredentialAnswer> answers) {
    Map<SecretId, CredentialAnswer> bySecret =
        answers.stream()
            .collect(Collectors.toMap(CredentialAnswer::secret, one -> one, (one, other) -> one));
    for (Member member : members) {
      CredentialAnswer answer =
          Objects.requireNonNullElseGet(
              bySecret.get(member.secret()),
              () ->
                  new CredentialAnswer.Failed(
                      member.secret(), FailureCode.UNEXPECTED, "the function said nothing of it"));
      switch (answer) {
        case CredentialAnswer.Seen good -> seen.put(member, good);
        case CredentialAnswer.Failed bad -> failed.put(member, bad);
      }
    }
  }

  /** An earlier call about these may have had its effect, whatever came of its answer. */
  void askedBefore(List<Member> members) {
    again.addAll(members);
  }

  boolean askedBefore(Member member) {
    return again.contains(member);
  }

  List<Member> done() {
    return List.copyOf(seen().keySet());
  }

  List<Member> failed() {
    return List.copyOf(failures().keySet());
  }

  Map<Member, CredentialAnswer.Seen> seen() {
    return current(seen);
  }

  Map<Member, CredentialAnswer.Failed> failures() {
    return current(failed);
  }

  /** Who leaked again meanwhile has another way. */
  private static <A> Map<Member, A> current(Map<Member, A> answers) {
    Map<Member, A> current = new LinkedHashMap<>(answers);
    current.keySet().removeIf(one -> !one.isCurrent());
    return current;
  }

  /** Those that are well, without facts. */
  Map<SecretId, List<Fact>> doneSecrets() {
    return Journal.about(done());
  }

  /** The facts of each. */
  Map<SecretId, List<Fact>> facts() {
    Map<SecretId, List<Fact>> facts = new LinkedHashMap<>();
    seen.forEach((member, answer) -> facts.put(member.secret(), answer.facts()));
    return facts;
  }

  /** Why it failed, each reason once, with how many credentials it is about; the first few. */
  String reasons() {
    List<String> all = reasonsWithCounts();
    String few = String.join("; ", all.subList(0, Math.min(all.size(), REASONS)));
    return all.size() > REASONS ? few + "; and " + (all.size() - REASONS) + " more" : few;
  }

  private List<String> reasonsWithCounts() {
    return failed.values().stream()
        .collect(
            Collectors.groupingBy(
                one -> one.code() + ", " + one.reason(), LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(one -> one.getValue() == 1 ? one.getKey() : one.getValue() + " times " + one.getKey())
        .toList();
  }
}
