package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trust in a lost authority that somebody took away too early cuts off whoever waits for a
 * certificate of its successor. It is told when it is seen, and when it is back.
 */
final class LostTrust {
  private final Journal journal;
  private final Announcements people;
  private final Map<SecretId, List<String>> missing = new HashMap<>();

  LostTrust(Journal journal, Announcements people) {
    this.journal = journal;
    this.people = people;
  }

  void tell(ResponseStep step, Answers answers) {
    answers
        .seen()
        .forEach(
            (member, seen) -> {
              if (member.authority().isPresent()) {
                tell(step, member.secret(), seen);
              }
            });
  }

  private void tell(ResponseStep step, SecretId secret, CredentialAnswer.Seen seen) {
    List<Fact> facts =
        seen.findings().stream()
            .map(one -> new Fact(one.what() + ": " + one.identity(), one.where(), CaseFile.now()))
            .toList();
    List<String> now = facts.stream().map(one -> one.what() + " at " + one.where()).toList();
    if (now.equals(missing.getOrDefault(secret, List.of()))) {
      return;
    }
    missing.put(secret, now);
    journal.step(
        step,
        Map.of(secret, facts),
        now.isEmpty() ? "it is believed again where it is to be" : "trust was removed too early");
    if (!now.isEmpty()) {
      people.reach(
          Milestone.ESCALATED,
          now.stream().collect(Collectors.joining("; ")),
          "Put the trust back: nothing is to be removed before everything is re-issued.");
    }
  }
}
