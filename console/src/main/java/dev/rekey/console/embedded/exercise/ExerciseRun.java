package dev.rekey.console.embedded.exercise;

import dev.rekey.console.demo.QuietLogs;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Scorecard;
import dev.rekey.exercise.world.Twist;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Plays a scenario by itself, tells what happens meanwhile, and writes its report. */
public final class ExerciseRun {
  private final ExerciseOrder order;
  private final PrintWriter people;
  private final Conclusion conclusion;

  /**
   * Takes what to play.
   *
   * @param people where it is told what happens
   */
  public ExerciseRun(ExerciseOrder order, PrintWriter people) {
    this.order = order;
    this.people = people;
    this.conclusion = new Conclusion(order.document(), order.reports());
  }

  /**
   * Plays it.
   *
   * @throws EnvironmentException if the machine lacks something
   */
  public ExerciseResult play() {
    Scenario scenario = order.document().scenario();
    QuietLogs.only();
    tell(scenario.title() + " (" + scenario.scenario() + ", seed " + order.seed() + ")");
    try (ExerciseGround ground = ExerciseGround.open(order.server())) {
      tell("nothing real is in reach: ledger and store of its own, " + ground.server());
      return ground.play(Runbooks.load(), lot -> played(lot, scenario));
    }
  }

  private ExerciseResult played(Ground ground, Scenario scenario) {
    try (Rehearsal rehearsal =
        new Rehearsal(
            ground,
            scenario,
            conclusion.name(),
            order.seed(),
            Twist.NONE,
            (targets, pause) -> targets,
            one -> tell(line(one)))) {
      return concluded(rehearsal.play(Pace.REHEARSAL), scenario);
    }
  }

  /** What happened, as people read it. */
  static String line(Happening one) {
    return since(one.at())
        + "  "
        + one.target().map(target -> target + ": ").orElse("")
        + one.text();
  }

  static String since(Duration time) {
    Duration absolute = time.abs();
    return String.format(
        Locale.ROOT,
        "T%s%02d:%02d:%02d",
        time.isNegative() ? "-" : "+",
        absolute.toHours(),
        absolute.toMinutesPart(),
        absolute.toSecondsPart());
  }

  private ExerciseResult concluded(Outcome outcome, Scenario scenario) {
    PastExercise written =
        conclusion.written(
            outcome,
            "a rehearsal: played by itself, people simulated",
            scenario.world().people().stream().map(one -> one.name() + " (simulated)").toList(),
            List.of());
    tell(verdict(outcome) + " in " + conclusion.took().toSeconds() + " s");
    people.println("Report: " + written.report());
    people.flush();
    return new ExerciseResult(outcome, written);
  }

  /** What it was worth, in one line. */
  static String verdict(Outcome outcome) {
    Scorecard card = outcome.card();
    String capped =
        card.capped().isEmpty() ? "" : ", capped by " + String.join(", ", card.capped());
    return card.score()
        + " of 100, grade "
        + card.grade()
        + capped
        + "; "
        + since(outcome.played());
  }

  private void tell(String line) {
    people.println("EXERCISE " + line);
    people.flush();
  }
}
