package dev.rekey.console.exercise;

import dev.rekey.console.cli.ExitCode;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.programme.Programme;
import dev.rekey.exercise.programme.Remediation;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rekey exercise programme}. */
@Command(
    name = "programme",
    description = {
      "Which exercise is due when, what was run, which criteria that shows,",
      "and what exercises left to be done."
    })
final class ShowProgramme implements Callable<Integer> {
  private static final String FINDING = "Finding (SOC 2 CC7.2): ";

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where exercises left their reports (default: exercises).")
  Path reports = Path.of("exercises");

  @Option(
      names = "--since",
      paramLabel = "DAY",
      converter = Day.class,
      description = "Since when the programme runs, such as 2026-01-01 (default: a year ago).")
  Optional<LocalDate> since = Optional.empty();

  @Option(
      names = "--fail-on-overdue",
      description = "End with 1 if an exercise is overdue, or what one left to be done.")
  boolean failOnOverdue;

  @Option(names = "--json", description = "Print one JSON document to standard output.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  /** A day, and in words of ours what is none. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException noDay) {
        throw new TypeConversionException("'" + text + "' is no day such as 2026-01-31");
      }
    }
  }

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
    boolean late = !programme.overdue().isEmpty() || !programme.late().isEmpty();
    return (failOnOverdue && late ? ExitCode.REFUSED : ExitCode.DONE).code();
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
    printRemediations(programme, out);
    findings(programme).forEach(out::println);
  }

  private static void printRemediations(Programme programme, PrintWriter out) {
    if (!programme.remediations().isEmpty()) {
      out.println();
    }
    for (Remediation one : programme.remediations()) {
      out.printf(
          "%-10s due %s%s  %s (%s, found by %s)%n",
          one.owner(),
          one.due(),
          one.overdue() ? " OVERDUE" : "",
          one.what(),
          one.finding(),
          one.exercise());
    }
  }

  private static List<String> findings(Programme programme) {
    List<String> found = new ArrayList<>();
    if (!programme.overdue().isEmpty()) {
      found.add(FINDING + programme.overdue().size() + " exercises are overdue.");
    }
    if (!programme.late().isEmpty()) {
      found.add(
          FINDING
              + programme.late().size()
              + " things that exercises found are not mended in time.");
    }
    if (!found.isEmpty()) {
      found.addFirst("");
    }
    return found;
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
