package dev.rekey.console.exercise;

import dev.rekey.console.cli.ExitCode;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.programme.Programme;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekey exercise programme}. */
@Command(
    name = "programme",
    description = "Which exercise is due when, what was run, and which criteria that shows.")
final class ShowProgramme implements Callable<Integer> {
  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where exercises left their reports (default: exercises).")
  Path reports = Path.of("exercises");

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "Since when the programme runs, such as 2026-01-01 (default: a year ago).")
  Optional<LocalDate> since = Optional.empty();

  @Option(names = "--fail-on-overdue", description = "End with 1 if an exercise is overdue.")
  boolean failOnOverdue;

  @Option(names = "--json", description = "Print one JSON document to standard output.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Programme programme =
        Programme.of(
            Library.all().stream().map(ScenarioDocument::scenario).toList(),
            new ExerciseFolder(reports).all(),
            since.orElse(today.minusYears(1)),
            today);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ExerciseFolder.json(programme));
    } else {
      print(programme, out);
    }
    out.flush();
    boolean bad = failOnOverdue && !programme.overdue().isEmpty();
    return (bad ? ExitCode.REFUSED : ExitCode.DONE).code();
  }

  private static void print(Programme programme, PrintWriter out) {
    for (Programme.Line line : programme.lines()) {
      out.printf(
          "%-24s due %s%s  %s%n",
          line.scenario(),
          line.due(),
          line.overdue() ? " OVERDUE" : "",
          line.last().map(ShowProgramme::last).orElse("never run"));
    }
    out.println();
    for (Programme.Coverage one : programme.controls()) {
      out.println(
          one.control()
              + "  "
              + (one.shown().isEmpty()
                  ? "not shown within a year; would be by " + String.join(", ", one.open())
                  : "shown by " + String.join(", ", one.shown())));
    }
    List<Programme.Line> overdue = programme.overdue();
    if (!overdue.isEmpty()) {
      out.println();
      out.println("Finding (SOC 2 CC7.2): " + overdue.size() + " exercises are overdue.");
    }
  }

  private static String last(PastExercise run) {
    return String.format(
        Locale.ROOT,
        "last %s: %.1f, %s",
        LocalDate.ofInstant(run.started(), ZoneOffset.UTC),
        run.score(),
        run.grade());
  }
}
