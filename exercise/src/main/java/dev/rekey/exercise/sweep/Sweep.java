package dev.rekey.exercise.sweep;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.world.Twist;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Plays a scenario with everything that may go wrong on the way, and looks what holds. */
public final class Sweep {
  /** How often it is told how far it has come. */
  private static final int PARTS = 10;

  private final ScenarioDocument document;
  private final int every;
  private final int atOnce;
  private final Stage stage;
  private final Consumer<String> people;
  private final AtomicInteger done = new AtomicInteger();

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
   * One time that it was played.
   *
   * @param calls how many calls there were
   * @param score of the run; nothing if it came to no end
   * @param mistakes what did not hold
   */
  private record Run(Twist twist, int calls, double score, List<String> mistakes) {}

  /** A variation, and its runs, which are under way. */
  private record Playing(Variation variation, List<Future<Run>> runs) {}

  /**
   * Takes what to play.
   *
   * @param every how many calls lie between one crash and the next
   * @param atOnce how many runs there are at the same time
   * @param people hears how it goes
   */
  public Sweep(
      ScenarioDocument document, int every, int atOnce, Stage stage, Consumer<String> people) {
    this.document = document;
    this.every = every;
    this.atOnce = atOnce;
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
    Run asItIs = run(Twist.NONE);
    List<SweepFigures.Line> lines = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().daemon().factory())) {
      for (Playing one : begun(asItIs, threads)) {
        lines.add(told(line(one.variation(), one.runs().stream().map(Sweep::result).toList())));
      }
    }
    return new SweepFigures(
        document.scenario().scenario(),
        document.scenario().version(),
        document.digest(),
        played,
        every,
        silence,
        Duration.between(played, Instant.now()).truncatedTo(ChronoUnit.SECONDS),
        lines);
  }

  private List<Playing> begun(Run asItIs, ExecutorService threads) {
    List<Variation> variations = List.of(Variation.values());
    int all = variations.stream().mapToInt(one -> one.twists(asItIs.calls(), every).size()).sum();
    return variations.stream()
        .map(
            one ->
                new Playing(
                    one,
                    one.twists(asItIs.calls(), every).stream()
                        .map(
                            twist ->
                                threads.submit(
                                    () ->
                                        counted(
                                            twist.equals(Twist.NONE) ? asItIs : run(twist), all)))
                        .toList()))
        .toList();
  }

  private Run counted(Run run, int all) {
    int number = done.incrementAndGet();
    if (number * PARTS / all > (number - 1) * PARTS / all) {
      say(document.scenario().scenario() + ": " + number + " of " + all + " runs");
    }
    return run;
  }

  private static Run result(Future<Run> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The sweep was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A run broke off", e.getCause());
    }
  }

  private Run run(Twist twist) {
    try {
      Outcome outcome = stage.play(document, twist);
      return new Run(
          twist,
          outcome.calls(),
          outcome.card().score(),
          Invariants.broken(document.scenario(), outcome));
    } catch (IllegalStateException noEnd) {
      return new Run(twist, 0, 0, List.of("it came to no end: " + noEnd.getMessage()));
    }
  }

  /** Runs that are played at the same time say it one after the other. */
  private synchronized void say(String line) {
    people.accept(line);
  }

  private SweepFigures.Line told(SweepFigures.Line line) {
    String what = document.scenario().scenario() + ", " + line.variation().words();
    say(what + ": held in " + line.held() + " of " + line.runs());
    line.broken().forEach(one -> say("  " + one));
    return line;
  }

  private static SweepFigures.Line line(Variation variation, List<Run> runs) {
    List<String> broken =
        runs.stream()
            .flatMap(run -> run.mistakes().stream().map(what -> where(run.twist()) + what))
            .toList();
    int held = (int) runs.stream().filter(run -> run.mistakes().isEmpty()).count();
    double lowest = runs.stream().mapToDouble(Run::score).min().orElse(100);
    return new SweepFigures.Line(variation, runs.size(), held, lowest, broken);
  }

  private static String where(Twist twist) {
    return twist.strike().map(strike -> "after call " + strike.call() + ": ").orElse("");
  }
}
