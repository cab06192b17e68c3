package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Async;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How things were before containment: what to go back to. It never holds containment up. Where
 * containment's own answer tells it, it is not asked for.
 */
final class StateBefore {
  private final Journal journal;
  private final Calls calls;
  private final Set<Member> known = new HashSet<>();

  StateBefore(Journal journal, Calls calls) {
    this.journal = journal;
    this.calls = calls;
  }

  /** Asks about those of whom containment's answer will not tell, or too late. */
  void ask(List<Member> members) {
    List<Member> now = members.stream().filter(one -> !comesWithContainment(one)).toList();
    known.addAll(now);
    look(now, "the state as containment began");
  }

  /** Writes down what containment saw first; who could not be contained is looked at for itself. */
  void of(Answers contained) {
    if (!calls.areFew()) {
      return;
    }
    Map<SecretId, List<Fact>> first = new LinkedHashMap<>();
    Map<SecretId, List<Fact>> later = new LinkedHashMap<>();
    contained
        .seen()
        .forEach(
            (member, seen) -> {
              if (known.add(member)) {
                (contained.askedBefore(member) ? later : first).put(member.secret(), seen.before());
              }
            });
    write(first, "the state as containment began");
    write(later, "the state now; an earlier call may have changed it");
    look(
        contained.failed().stream().filter(known::add).toList(),
        "the state after containment was tried");
  }

  /** Where the replacement comes first, containment is late, and not the first change. */
  private boolean comesWithContainment(Member member) {
    return member.atRisk().credential().stateComesWithContainment()
        && !member.overlaps()
        && calls.areFew();
  }

  private void look(List<Member> members, String when) {
    if (!members.isEmpty()) {
      Async.procedure(() -> answered(calls.ask(ResponseCall.SNAPSHOT, members), when));
    }
  }

  private void answered(Answers answers, String when) {
    String gaps = answers.failed().isEmpty() ? "" : ", with gaps: " + answers.reasons();
    journal.step(ResponseStep.SNAPSHOT, answers.facts(), when + gaps);
  }

  private void write(Map<SecretId, List<Fact>> facts, String when) {
    if (!facts.isEmpty()) {
      journal.step(ResponseStep.SNAPSHOT, facts, when);
    }
  }
}
