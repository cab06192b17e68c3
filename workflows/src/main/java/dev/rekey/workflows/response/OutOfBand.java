package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was done already when the response came to it, for instance by hand while it was away. It is
 * never said to be the response's own work; nor is that said of it which an earlier call may have
 * done whose answer got lost, unless a person says that it was theirs.
 */
final class OutOfBand {
  private final Journal journal;
  private final Map<SecretId, Word> words = new HashMap<>();
  private final Map<SecretId, List<Fact>> unclear = new HashMap<>();

  OutOfBand(Journal journal) {
    this.journal = journal;
  }

  /** Who says that they did it, and when. */
  private record Word(String person, Instant at) {
    String sentence() {
      return ": by hand at " + at + ", says " + person;
    }
  }

  /** Writes down what containment found to be done, and whose work it is. */
  void found(Answers answers) {
    answers
        .seen()
        .forEach(
            (member, seen) -> {
              if (!seen.found().isEmpty()) {
                found(member, seen, answers.askedBefore(member));
              }
            });
  }

  private void found(Member member, CredentialAnswer.Seen seen, boolean askedBefore) {
    Optional<Word> word = Optional.ofNullable(words.get(member.secret()));
    if (askedBefore && word.isEmpty()) {
      unclear.put(member.secret(), seen.found());
      journal.step(
          ResponseStep.CONTAIN,
          about(member.secret(), seen.found()),
          "was so already: by an earlier call whose answer got lost, or by hand. Whoever did it"
              + " says so: by-hand");
    } else {
      foreign(member.secret(), seen.found(), word.map(Word::sentence).orElse(""));
    }
  }

  private void foreign(SecretId secret, List<Fact> facts, String whose) {
    journal.outOfBand(
        ResponseStep.CONTAIN,
        about(secret, facts),
        "was so already when the response came to it" + whose);
  }

  /** A person's word. What Rekey found done by nobody it knows is theirs from now on. */
  Optional<String> noted(String person, Act.ByHand act) {
    Instant at = act.at().orElseGet(CaseFile::now);
    if (at.isAfter(CaseFile.now())) {
      return Optional.empty();
    }
    Word word = new Word(person, at);
    words.put(act.secret(), word);
    Optional.ofNullable(unclear.remove(act.secret()))
        .ifPresent(facts -> foreign(act.secret(), facts, word.sentence()));
    return Optional.of(act.secret() + " by hand at " + at + ": " + act.text());
  }

  private static Map<SecretId, List<Fact>> about(SecretId secret, List<Fact> facts) {
    Map<SecretId, List<Fact>> about = new LinkedHashMap<>();
    about.put(secret, facts);
    return about;
  }
}
