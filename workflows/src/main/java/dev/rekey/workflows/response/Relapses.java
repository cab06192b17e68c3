package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which value is meant? One that is refused everywhere needs no response, which would only stop who
 * uses the living one. One that replaced a leaked one and leaked in its turn needs one of its own.
 */
final class Relapses {
  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final Guarding guard;
  private final Calls calls;

  Relapses(CaseFile file, Journal journal, Announcements people, Guarding guard) {
    this.file = file;
    this.journal = journal;
    this.people = people;
    this.guard = guard;
    this.calls = new Calls(file);
  }

  /** Those whose reported values are refused everywhere: proven, written down, and left alone. */
  List<Member> dead(List<Member> those) {
    List<Member> named = those.stream().filter(one -> !one.atRisk().values().isEmpty()).toList();
    Map<Member, CredentialAnswer.Seen> refused = new LinkedHashMap<>();
    if (!named.isEmpty()) {
      refused.putAll(calls.ask(ResponseCall.PROBE, named).seen());
      refused.values().removeIf(answer -> !answer.living().isEmpty());
    }
    if (!refused.isEmpty()) {
      Map<SecretId, List<Fact>> facts = new LinkedHashMap<>();
      refused.forEach((member, answer) -> facts.put(member.secret(), answer.facts()));
      journal.step(
          ResponseStep.PROVE,
          facts,
          "what was reported is refused already; the living value was not touched");
    }
    return List.copyOf(refused.keySet());
  }

  /** The credentials of the report that went through here before, and leaked again. */
  List<Member> of(CompromiseReport report) {
    List<Member> again = new ArrayList<>();
    for (AtRisk one : report.atRisk()) {
      file.member(one.secret())
          .filter(before -> leakedAgain(before, one, report))
          .filter(before -> before.isCurrent() && !file.mayLeakAgain(one.secret()))
          .map(before -> new Member(one, mode(before, one, report)))
          .ifPresent(
              next -> {
                file.mayLeakAgain(next);
                again.add(next);
              });
    }
    guard.again(report.source(), again);
    return again;
  }

  /** Those that went through here before; a person says that they leaked again. */
  List<Member> anew(List<AtRisk> atRisk) {
    return atRisk.stream()
        .filter(one -> file.member(one.secret()).isPresent())
        .filter(one -> !file.mayLeakAgain(one.secret()))
        .map(one -> new Member(new AtRisk(one.recovery(), one.consumers()), file.mode()))
        .toList();
  }

  private boolean leakedAgain(Member before, AtRisk one, CompromiseReport report) {
    if (before.comingSince().isEmpty()) {
      return false; // all of it is refused, or about to be
    }
    return one.values().isEmpty() ? leakedSince(before, report) : isAlive(before, one);
  }

  /** Who names no value means that which lives when it was exposed, or when they say it anew. */
  private boolean leakedSince(Member before, CompromiseReport report) {
    Instant since = before.comingSince().orElseThrow();
    return report
        .exposedAt()
        .map(exposed -> !exposed.isBefore(since))
        .orElseGet(
            () ->
                before.recovered().isPresent()
                    && (report.source().isPerson()
                        || guard.knows(report.source(), before.secret())));
  }

  /** While both live, the old one is no news. */
  private boolean isAlive(Member before, AtRisk one) {
    Member asked = new Member(one, before.mode());
    if (before.recovered().isEmpty()) {
      return before.coming().filter(next -> one.values().contains(next.value())).isPresent();
    }
    return dead(List.of(asked)).isEmpty();
  }

  /**
   * Where nobody says which value is meant, the next one comes first and nobody is locked out. Two
   * that leaked while they overlap leave no room for a third.
   */
  private ResponseMode mode(Member before, AtRisk one, CompromiseReport report) {
    boolean certain = !one.values().isEmpty() || report.exposedAt().isPresent();
    ResponseMode wanted = report.mode().orElse(certain ? file.mode() : ResponseMode.OVERLAP);
    return wanted == ResponseMode.OVERLAP && before.recovered().isEmpty()
        ? ResponseMode.REVOKE_FIRST
        : wanted;
  }

  /** They begin anew; what went through before them ends where it is. */
  void begin(List<Member> again) {
    if (!again.isEmpty()) {
      file.leakAgain(again);
      people.reach(
          Milestone.WIDENED,
          "What replaced " + again.size() + " credentials is in other hands too.",
          "It is contained, and replaced once more. Stop what leaks it.");
    }
  }
}
