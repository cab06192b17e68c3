package dev.rekey.console.embedded.exercise;

import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.report.AfterActionReport;
import dev.rekey.exercise.report.AfterActionReport.Said;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.sweep.SweepFigures;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.TimelineEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is written down about an exercise once it is over. */
final class Conclusion {
  private static final String VERSION = "0.1.0";

  private final ScenarioDocument document;
  private final Path folder;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final long began = System.nanoTime();

  /** Begins with the exercise. */
  Conclusion(ScenarioDocument document, Path reports) {
    this.document = document;
    this.folder = reports.toAbsolutePath().normalize();
  }

  /** The exercise's name, which no other has on this machine. */
  String name() {
    return scenario().scenario() + "-" + Long.toString(started.getEpochSecond(), 36);
  }

  /** Where its report is written. */
  Path folder() {
    return folder.resolve(name());
  }

  /** How long it takes so far, really. */
  Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /**
   * Writes it.
   *
   * @param how in words: a rehearsal, or with people
   * @param participants who took part
   * @param added what the facilitator added
   */
  PastExercise written(Outcome outcome, String how, List<String> participants, List<Said> added) {
    AfterActionReport report =
        new AfterActionReport(
            outcome.exercise(),
            scenario(),
            document.digest(),
            outcome.incidents().stream().map(IncidentView::runbook).distinct().toList(),
            outcome.seed(),
            how,
            started,
            took(),
            participants,
            said(outcome, added),
            outcome.observed(),
            outcome.card(),
            AfterActionReport.improvements(outcome.card(), owner(), started),
            swept());
    try {
      return new ExerciseFolder(folder).write(report, VERSION);
    } catch (IOException e) {
      throw new EnvironmentException(
          folder + " cannot be written to; name another folder with --reports");
    }
  }

  private static List<Said> said(Outcome outcome, List<Said> added) {
    List<Said> all = new ArrayList<>(added);
    outcome.observed().answers().stream()
        .map(one -> new Said(one.at(), one.by(), one.question() + ": " + one.choice()))
        .forEach(all::add);
    for (IncidentView incident : outcome.incidents()) {
      incident.timeline().stream()
          .filter(line -> isSaid(line.kind()))
          .map(line -> new Said(outcome.since(line.at()), line.by(), line.text()))
          .forEach(all::add);
    }
    all.sort(Comparator.comparing(Said::at));
    return all;
  }

  private static boolean isSaid(TimelineEntry.Kind kind) {
    return switch (kind) {
      case DECISION, REFUSAL -> true;
      case REPORT, STEP, MILESTONE, NOTICE, FAILURE -> false;
    };
  }

  private Optional<SweepFigures> swept() {
    try {
      return new ExerciseFolder(folder).sweep(scenario().scenario(), document.digest());
    } catch (IOException e) {
      throw new EnvironmentException(
          folder + " cannot be read; name another folder with --reports");
    }
  }

  private String owner() {
    List<Setting.Person> people = scenario().world().people();
    return people.isEmpty() ? "security" : people.getFirst().name();
  }

  private Scenario scenario() {
    return document.scenario();
  }
}
