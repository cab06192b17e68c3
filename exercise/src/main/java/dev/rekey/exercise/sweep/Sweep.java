package dev.rekey.exercise.sweep;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.world.Twist;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plays a scenario with everything that may go wrong on the way, and looks what holds. */
public final class Sweep {
  private final ScenarioDocument document;
  private final int every;
  private final Stage stage;
  private final Consumer<String> people;

  /** Where a scenario is played: in a world of its own each time. */
  @FunctionalInterface
  public interface Stage {
    /**
     * Plays it.
     *
     * @throws IllegalStateException if it comes to no end
     */
    Outcome play(ScenarioDocument document, Twist twist);
  }

  /**
   * Takes what to play.
   *
   * @param every how many calls lie between one crash and the next
   * @param people hears how it goes
   */
  public Sweep(ScenarioDocument document, int every, Stage stage, Consumer<String> people) {
    this.document = document;
    this.every = every;
    this.stage = stage;
    this.people = people;
  }

  /**
   * Plays all of it.
   *
   * @param silence how long silence is watched for in the end, in words
   */
  public SweepFigures figures(String silence) {
    Instant played = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Outcome asItIs = stage.play(document, Twist.NONE);
    List<SweepFigures.Line> lines = new ArrayList<>();
    for (Variation variation : Variation.values()) {
      lines.add(told(line(variation, asItIs.calls())));
    }
    return new SweepFigures(
        document.scenario().scenario(),
        document.scenario().version(),
        document.digest(),
        played,
        every,
        silence,
        lines);
  }

  private SweepFigures.Line told(SweepFigures.Line line) {
    String what = document.scenario().scenario() + ", " + line.variation().words();
    people.accept(what + ": held in " + line.held() + " of " + line.runs());
    line.broken().forEach(one -> people.accept("  " + one));
    return line;
  }

  private SweepFigures.Line line(Variation variation, int calls) {
    List<Twist> twists = variation.twists(calls, every);
    List<String> broken = new ArrayList<>();
    int held = 0;
    double lowest = 100;
    for (Twist twist : twists) {
      List<String> mistakes;
      try {
        Outcome outcome = stage.play(document, twist);
        lowest = Math.min(lowest, outcome.card().score());
        mistakes = Invariants.broken(document.scenario(), outcome);
      } catch (IllegalStateException noEnd) {
        lowest = 0;
        mistakes = List.of("it came to no end: " + noEnd.getMessage());
      }
      held += mistakes.isEmpty() ? 1 : 0;
      mistakes.forEach(what -> broken.add(where(twist) + what));
    }
    return new SweepFigures.Line(variation, twists.size(), held, lowest, broken);
  }

  private static String where(Twist twist) {
    return twist.strike().map(strike -> "after call " + strike.call() + ": ").orElse("");
  }
}
