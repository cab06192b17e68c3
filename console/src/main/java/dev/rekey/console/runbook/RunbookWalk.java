package dev.rekey.console.runbook;

import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.notice.Audience;
import java.util.ArrayList;
import java.util.List;

/** What a response would do, in its order, without doing any of it. */
public final class RunbookWalk {
  /**
   * One thing that would happen.
   *
   * @param what in a sentence
   * @param by when, or how long it waits; a dash if that is not said
   * @param told who would be told; empty if nobody
   */
  public record Act(String what, String by, List<Audience> told) {}

  private final Runbook runbook;
  private final ResponseMode mode;
  private final List<Act> acts = new ArrayList<>();

  private RunbookWalk(Runbook runbook, ResponseMode mode) {
    this.runbook = runbook;
    this.mode = mode;
  }

  /**
   * Walks through the document.
   *
   * @param critical how many critical consumers it would stop
   * @param person whether a person gives the signal, rather than a machine
   */
  public static List<Act> of(Runbook runbook, ResponseMode mode, int critical, boolean person) {
    RunbookWalk walk = new RunbookWalk(runbook, mode);
    walk.add("the signal is accepted, the incident declared", "PT0S", Milestone.DECLARED);
    walk.add(
        "somebody takes it, or others are called each such time; nothing waits for it",
        runbook.deadlines().acknowledged().toString(),
        Milestone.ESCALATED);
    walk.guard(critical, person);
    walk.hold();
    runbook.steps().forEach(walk::step);
    walk.add("people close it, once its root cause is on record", "-", Milestone.CLOSED);
    return List.copyOf(walk.acts);
  }

  private void guard(int critical, boolean person) {
    if (critical <= runbook.guard().criticalConsumers()) {
      return;
    }
    String why =
        critical + " critical consumers, more than " + runbook.guard().criticalConsumers() + ": ";
    add(
        why
            + (person
                ? "it waits for a refusal, and runs if there is none"
                : "it waits for a person's approval or a second signal"),
        (person ? runbook.guard().veto() : runbook.deadlines().decision()).toString(),
        Milestone.GUARDED);
  }

  private void hold() {
    if (mode == ResponseMode.HOLD) {
      add(
          "it waits until people say revoke-first or overlap, or dismiss it; others are asked then",
          runbook.deadlines().decision().toString(),
          Milestone.ESCALATED);
    }
  }

  private void step(ResponseStep step) {
    Runbook.Deadlines by = runbook.deadlines();
    switch (step) {
      case SNAPSHOT -> add("snapshot: the state as containment begins, beside it", "-");
      case CONTAIN -> contain(by);
      case STABILIZE -> stabilize(by);
      case PROVE ->
          add("prove: each known value is tried at every endpoint", "-", Milestone.PROVEN);
      case HUNT -> add("hunt: what was left behind", "-");
      case REACH ->
          add("reach: what it could and did; the response follows", "-", Milestone.WIDENED);
      case RECOVER ->
          add(
              "recover: a new version by the ordinary rotation",
              by.recovered().toString(),
              Milestone.RECOVERED);
      case WATCH -> add("watch: nothing alive may come up", by.silence().toString());
      case REVIEW ->
          add(
              "review: waits for people's root cause and remedies; reminded each such time",
              by.review().toString(),
              Milestone.REVIEW_OVERDUE);
    }
  }

  private void contain(Runbook.Deadlines by) {
    if (mode == ResponseMode.OVERLAP) {
      add("recover first: a new version, while both live", by.overlap().toString());
    }
    add(
        "contain: everything of the identity is refused, sessions end",
        by.contained().toString(),
        Milestone.CONTAINED);
  }

  private void stabilize(Runbook.Deadlines by) {
    add(
        "stabilize: "
            + runbook.stability().passes()
            + " equal looks in a row, "
            + runbook.stability().apart()
            + " apart; what comes back is contained again",
        by.stable().toString(),
        Milestone.STABLE);
  }

  private void add(String what, String by) {
    acts.add(new Act(what, by, List.of()));
  }

  private void add(String what, String by, Milestone milestone) {
    acts.add(new Act(what, by, runbook.audience(milestone)));
  }
}
