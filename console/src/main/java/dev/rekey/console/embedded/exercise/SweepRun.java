package dev.rekey.console.embedded.exercise;

import dev.rekey.console.demo.QuietLogs;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.sweep.Sweep;
import dev.rekey.exercise.sweep.SweepFigures;
import dev.rekey.exercise.sweep.SweepTable;
import dev.rekey.exercise.world.Twist;
import dev.rekey.workflows.response.RunbookShelf;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays scenarios with everything that may go wrong on the way, and writes down what held. */
public final class SweepRun {
  private static final Duration SILENCE = Duration.ofMinutes(3);
  private static final long SEED = 1;

  private final List<ScenarioDocument> documents;
  private final int every;
  private final int atOnce;
  private final Path reports;
  private final PrintWriter people;
  private final AtomicInteger played = new AtomicInteger();

  /**
   * Takes what to play.
   *
   * @param every how many calls lie between one crash and the next
   * @param atOnce how many runs there are at the same time
   * @param reports the folder under which the figures are written
   * @param people where it is told how it goes
   */
  public SweepRun(
      List<ScenarioDocument> documents, int every, int atOnce, Path reports, PrintWriter people) {
    this.atOnce = atOnce;
    this.documents = List.copyOf(documents);
    this.every = every;
    this.reports = reports.toAbsolutePath().normalize();
    this.people = people;
  }

  /**
   * Plays them.
   *
   * @param server how to find a Temporal server; empty: one in this process
   * @throws EnvironmentException if the machine lacks something
   */
  public List<SweepFigures> sweep(Map<String, String> server) {
    QuietLogs.only();
    Instant began = Instant.now();
    List<SweepFigures> all = new ArrayList<>();
    try (ExerciseGround ground = ExerciseGround.open(server)) {
      for (ScenarioDocument document : documents) {
        all.add(written(swept(ground, document)));
      }
    }
    String sentence = SweepTable.sentence(all, Duration.between(began, Instant.now()));
    tell("EXERCISE sweep: " + sentence);
    summed(sentence, all);
    return all;
  }

  private SweepFigures swept(ExerciseGround ground, ScenarioDocument document) {
    boolean late = document.scenario().world().actsAfter(SILENCE.multipliedBy(2));
    RunbookShelf runbooks = late ? Runbooks.load() : new ShortWatch(Runbooks.load(), SILENCE);
    Sweep sweep =
        new Sweep(
            document,
            every,
            atOnce,
            (scenario, twist) ->
                ground.play(runbooks, lot -> once(lot, scenario.scenario(), twist)),
            line -> tell("EXERCISE " + line));
    return sweep.figures(late ? "as long as the runbook says" : SILENCE.toMinutes() + " min");
  }

  private Outcome once(Ground ground, Scenario scenario, Twist twist) {
    String exercise =
        "sweep-"
            + scenario.scenario()
            + "-"
            + Long.toString(System.nanoTime(), 36)
            + "-"
            + played.incrementAndGet();
    try (Rehearsal rehearsal =
        new Rehearsal(
            ground,
            scenario,
            exercise,
            SEED,
            twist,
            (targets, pause) -> targets,
            happening -> {})) {
      return rehearsal.play(Pace.REHEARSAL);
    }
  }

  private SweepFigures written(SweepFigures figures) {
    try {
      new ExerciseFolder(reports).write(figures);
      return figures;
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private void summed(String sentence, List<SweepFigures> all) {
    try {
      new ExerciseFolder(reports).write(sentence, all);
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private EnvironmentException unwritable() {
    return new EnvironmentException(
        reports + " cannot be written to; name another folder with --reports");
  }

  private synchronized void tell(String line) {
    people.println(line);
    people.flush();
  }
}
