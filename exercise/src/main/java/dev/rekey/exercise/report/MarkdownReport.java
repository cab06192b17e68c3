package dev.rekey.exercise.report;

import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Mark;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report for people who read text; it differs line by line from an earlier one. */
public final class MarkdownReport {
  private static final String MARKS =
      """
      | line | what | limit | done at | how | verdict | points |
      |---|---|---|---|---|---|---|
      """;

  private MarkdownReport() {}

  /** The report, with the picture beside it under this name. */
  public static String of(AfterActionReport report, String picture) {
    return Stream.of(
            head(report),
            "![What happened when](" + picture + ")\n",
            "## Objectives\n\n" + list(report.scenario().objectives()),
            "## Participants\n\n" + list(report.participants()),
            durations(report),
            marks(report),
            findings(report),
            improvements(report),
            sweep(report),
            timeline(report),
            scope(report))
        .collect(Collectors.joining("\n"));
  }

  private static String head(AfterActionReport report) {
    String capped =
        report.card().capped().isEmpty()
            ? ""
            : " (capped by " + String.join(", ", report.card().capped()) + ")";
    return "# "
        + report.title()
        + "\n\n**Score "
        + Words.points(report.card().score())
        + " of 100, grade "
        + report.card().grade()
        + capped
        + ": "
        + report.card().grade().words()
        + ".**\n";
  }

  private static String durations(AfterActionReport report) {
    return "## Times\n\n" + table("| what | time |\n|---|---|\n", Rows.times(report));
  }

  private static String marks(AfterActionReport report) {
    return "## Score\n\n" + table(MARKS, report.card().marks().stream().map(MarkdownReport::mark));
  }

  private static List<String> mark(Mark mark) {
    return List.of(
        mark.id() + (mark.critical() ? " critical" : ""),
        mark.what(),
        mark.limit().map(Words::time).orElse(""),
        mark.at().map(Words::time).orElse(""),
        mark.manner().map(Happening.Manner::words).orElse(""),
        mark.verdict().words(),
        Words.points(mark.points()) + (mark.points() < 0 ? "" : " of " + mark.weight()));
  }

  private static String findings(AfterActionReport report) {
    List<String> lines =
        report.findings().stream()
            .map(
                mark ->
                    mark.id()
                        + ", "
                        + mark.verdict().words()
                        + ": "
                        + mark.what()
                        + ". "
                        + mark.why())
            .toList();
    return "## Findings\n\n" + (lines.isEmpty() ? "None.\n" : list(lines));
  }

  private static String improvements(AfterActionReport report) {
    return "## What is to be done\n\n"
        + (report.improvements().isEmpty()
            ? "Nothing came out of it.\n"
            : table(
                "| from | what | owner | due |\n|---|---|---|---|\n", Rows.improvements(report)));
  }

  private static String sweep(AfterActionReport report) {
    String body =
        report
            .sweep()
            .map(
                figures ->
                    cell(Rows.swept(figures))
                        + "\n\n"
                        + row(Rows.SWEEP)
                        + "|---".repeat(Rows.SWEEP.size())
                        + "|\n"
                        + table("", Rows.sweep(figures)))
            .orElseGet(() -> cell(Rows.notSwept(report)) + "\n");
    return "## Whatever goes wrong on the way\n\n" + body;
  }

  private static String timeline(AfterActionReport report) {
    return "## Timeline\n\n"
        + table(
            "| after | what | whom | by | how | |\n|---|---|---|---|---|---|\n",
            Rows.timeline(report));
  }

  private static String scope(AfterActionReport report) {
    return "## Scope\n\n"
        + list(
            List.of(
                "Exercise " + report.exercise() + ", " + report.how() + ", seed " + report.seed(),
                "Played "
                    + report.started()
                    + " in "
                    + Words.time(report.took())
                    + "; times in this report are the exercise's own",
                "Scenario "
                    + report.scenario().scenario()
                    + " version "
                    + report.scenario().version()
                    + " ("
                    + report.scenario().reference()
                    + "), SHA-256 "
                    + report.digest(),
                "Runbooks: " + String.join(", ", report.runbooks()),
                "Controls: " + String.join(", ", report.scenario().controls()),
                "The targets, the store's surroundings and the opponent were simulated;"
                    + " the response was the one that runs for real"));
  }

  private static String list(List<String> lines) {
    return lines.isEmpty()
        ? "None.\n"
        : lines.stream().map(line -> "- " + cell(line) + "\n").collect(Collectors.joining());
  }

  private static String table(String head, Stream<List<String>> rows) {
    return head + rows.map(MarkdownReport::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownReport::cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** What people wrote is text here, and never becomes markup or another cell. */
  private static String cell(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replaceAll("\\R", " ");
  }
}
