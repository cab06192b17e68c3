package dev.rekey.console.embedded.exercise;

import dev.rekey.console.demo.QuietLogs;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.RealPace;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.report.AfterActionReport.Said;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.run.Room;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.world.Twist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Plays a scenario with people, who hear what comes and decide, at one terminal. */
public final class FacilitatedRun {
  /** What nobody in the room would see. */
  private static final Set<Action> UNSEEN =
      EnumSet.of(Action.OPPONENT_ACTED, Action.OPPONENT_REFUSED, Action.RESTORE_LEAKED);

  /** It waits most of the time: a pool that others share would stand still with it. */
  private static final Executor CONDUCTOR =
      work -> Thread.ofPlatform().name("exercise").daemon().start(work);

  private final ExerciseOrder order;
  private final Set<String> participants;
  private final BufferedReader typed;
  private final PrintWriter people;
  private final Conclusion conclusion;

  /**
   * Takes what to play.
   *
   * @param participants who is there; the other people of the scenario are simulated
   * @param typed what is typed at the terminal
   * @param people the terminal
   */
  public FacilitatedRun(
      ExerciseOrder order, Set<String> participants, BufferedReader typed, PrintWriter people) {
    this.order = order;
    this.participants = Set.copyOf(participants);
    this.typed = typed;
    this.people = people;
    this.conclusion = new Conclusion(order.document(), order.reports());
  }

  /**
   * Plays it until the facilitator ends it, or everything is over.
   *
   * @throws EnvironmentException if the machine lacks something
   */
  public ExerciseResult play() {
    QuietLogs.only();
    tell(order.document().scenario().title());
    try (ExerciseGround ground = ExerciseGround.open(order.server())) {
      tell("nothing real is in reach: ledger and store of its own, " + ground.server());
      return ground.play(Runbooks.load(), this::on);
    }
  }

  /** Plays it on this ground. */
  ExerciseResult on(Ground ground) {
    try (Rehearsal rehearsal =
        new Rehearsal(
            ground,
            order.document().scenario(),
            conclusion.name(),
            order.seed(),
            Twist.NONE,
            (targets, pause) -> targets,
            this::happened)) {
      RealPace pace = new RealPace(rehearsal.first());
      Facilitation exercise = rehearsal.with(new Terminal(), pace);
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(() -> rehearsal.play(pace), CONDUCTOR)
              .whenComplete((end, failure) -> over(exercise));
      Desk.HELP.forEach(this::tell);
      attend(new Desk(exercise, participants, this::tell), outcome);
      exercise.end();
      return concluded(outcome.join(), exercise);
    }
  }

  private void over(Facilitation exercise) {
    exercise.isOver();
    tell("it is over: press Enter for the report");
  }

  /** Line by line, until nothing more is typed, it is ended, or it is over by itself. */
  private void attend(Desk desk, CompletableFuture<Outcome> outcome) {
    try {
      String line = typed.readLine();
      while (line != null && !outcome.isDone() && desk.does(line)) {
        line = typed.readLine();
      }
    } catch (IOException e) {
      throw new EnvironmentException("What is typed cannot be read; the exercise is not over");
    }
  }

  private ExerciseResult concluded(Outcome outcome, Facilitation exercise) {
    List<Said> added =
        exercise.added().stream()
            .map(one -> new Said(one.at(), "facilitator", one.what()))
            .toList();
    Scenario scenario = order.document().scenario();
    PastExercise written =
        conclusion.written(
            outcome,
            "with people, at one terminal: who somebody was is the facilitator's word",
            scenario.world().people().stream()
                .map(one -> one.name() + (participants.contains(one.name()) ? "" : " (simulated)"))
                .toList(),
            added);
    tell(ExerciseRun.verdict(outcome) + " in " + conclusion.took().toSeconds() + " s");
    tell("report: " + written.report());
    return new ExerciseResult(outcome, written);
  }

  private void happened(Happening one) {
    if (!UNSEEN.contains(one.action())) {
      tell(ExerciseRun.line(one));
    }
  }

  private void tell(String line) {
    synchronized (people) {
      people.println("EXERCISE " + line);
      people.flush();
    }
  }

  /** Where participants hear. */
  private final class Terminal implements Room {
    @Override
    public boolean seats(String person) {
      return participants.contains(person);
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public void hear(Inject inject) {
      String whose =
          inject instanceof Inject.PersonActs acts
              ? (seats(acts.by())
                  ? " (" + acts.by() + " decides what to do)"
                  : " (" + acts.by() + ")")
              : "";
      tell(ExerciseRun.since(inject.at()) + "  INJECT " + inject.text() + whose);
    }

    @Override
    public void asked(Scenario.Question question) {
      tell(
          ExerciseRun.since(question.at())
              + "  QUESTION "
              + question.id()
              + ": "
              + question.ask()
              + " "
              + question.choices()
              + ", within "
              + question.window());
    }
  }
}
