package dev.rekey.console.embedded.exercise;

import dev.rekey.console.demo.QuietLogs;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.report.AfterActionReport;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.sweep.SweepFigures;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.incident.IncidentView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plays a scenario by itself, tells what happens meanwhile, and writes its report. */
public final class ExerciseRun {
  private static final String VERSION = "0.1.0";

  private final ExerciseOrder order;
  private final PrintWriter people;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final long began = System.nanoTime();

  /**
   * Takes what to play.
   *
   * @param people where it is told what happens
   */
  public ExerciseRun(ExerciseOrder order, PrintWriter people) {
    this.order = order;
    this.people = people;
  }

  /**
   * Plays it.
   *
   * @throws EnvironmentException if the machine lacks something
   */
  public ExerciseResult play() {
    Scenario scenario = order.document().scenario();
    String exercise = name(scenario);
    QuietLogs.only();
    tell(
        "EXERCISE "
            + scenario.title()
            + " ("
            + scenario.scenario()
            + ", seed "
            + order.seed()
            + ")");
    try (ExerciseGround ground = ExerciseGround.open(order.server())) {
      tell("EXERCISE nothing real is in reach: ledger and store of its own, " + ground.server());
      return ground.play(Runbooks.load(), lot -> played(lot, scenario, exercise));
    }
  }

  private ExerciseResult played(Ground ground, Scenario scenario, String exercise) {
    try (Rehearsal rehearsal = rehearsal(ground, scenario, exercise)) {
      return concluded(scenario, rehearsal.play(Pace.REHEARSAL));
    }
  }

  private Rehearsal rehearsal(Ground ground, Scenario scenario, String exercise) {
    return new Rehearsal(
        ground,
        scenario,
        exercise,
        order.seed(),
        Twist.NONE,
        (targets, pause) -> targets,
        this::happened);
  }

  private String name(Scenario scenario) {
    return scenario.scenario() + "-" + Long.toString(started.getEpochSecond(), 36);
  }

  private void happened(Happening one) {
    tell(
        "EXERCISE "
            + since(one.at())
            + "  "
            + one.target().map(target -> target + ": ").orElse("")
            + one.text());
  }

  private static String since(Duration time) {
    Duration absolute = time.abs();
    return String.format(
        Locale.ROOT,
        "T%s%02d:%02d:%02d",
        time.isNegative() ? "-" : "+",
        absolute.toHours(),
        absolute.toMinutesPart(),
        absolute.toSecondsPart());
  }

  private ExerciseResult concluded(Scenario scenario, Outcome outcome) {
    AfterActionReport report = report(scenario, outcome);
    PastExercise written = written(report);
    tell(
        "EXERCISE "
            + outcome.card().score()
            + " of 100, grade "
            + outcome.card().grade()
            + (outcome.card().capped().isEmpty()
                ? ""
                : ", capped by " + String.join(", ", outcome.card().capped()))
            + "; "
            + since(outcome.played())
            + " in "
            + Duration.ofNanos(System.nanoTime() - began).toSeconds()
            + " s");
    tell("Report: " + written.report());
    return new ExerciseResult(outcome, written);
  }

  private AfterActionReport report(Scenario scenario, Outcome outcome) {
    return new AfterActionReport(
        outcome.exercise(),
        scenario,
        order.document().digest(),
        outcome.incidents().stream().map(IncidentView::runbook).distinct().toList(),
        outcome.seed(),
        "a rehearsal: played by itself, people simulated",
        started,
        Duration.ofNanos(System.nanoTime() - began),
        scenario.world().people().stream().map(one -> one.name() + " (simulated)").toList(),
        outcome.observed(),
        outcome.card(),
        AfterActionReport.improvements(outcome.card(), owner(scenario), started),
        swept(scenario));
  }

  private Optional<SweepFigures> swept(Scenario scenario) {
    try {
      return new ExerciseFolder(order.reports())
          .sweep(scenario.scenario(), order.document().digest());
    } catch (IOException e) {
      throw new EnvironmentException(
          order.reports() + " cannot be read; name another folder with --reports");
    }
  }

  private static String owner(Scenario scenario) {
    List<Setting.Person> people = scenario.world().people();
    return people.isEmpty() ? "security" : people.getFirst().name();
  }

  private PastExercise written(AfterActionReport report) {
    Path folder = order.reports().toAbsolutePath().normalize();
    try {
      return new ExerciseFolder(folder).write(report, VERSION);
    } catch (IOException e) {
      throw new EnvironmentException(
          folder + " cannot be written to; name another folder with --reports");
    }
  }

  private void tell(String line) {
    people.println(line);
    people.flush();
  }
}
