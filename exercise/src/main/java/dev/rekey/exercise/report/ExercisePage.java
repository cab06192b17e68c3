package dev.rekey.exercise.report;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Mark;
import dev.rekey.exercise.score.NeverCame;
import dev.rekey.exercise.sweep.SweepFigures;
import dev.rekey.model.report.ReportPage;
import dev.rekey.model.report.ReportPage.Picture;
import dev.rekey.model.report.ReportPage.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report of an exercise as a page: to be read, printed and archived. */
public final class ExercisePage {
  private final AfterActionReport report;

  private ExercisePage(AfterActionReport report) {
    this.report = report;
  }

  /**
   * The page.
   *
   * @param picture the name of the file with the picture
   */
  public static ReportPage of(AfterActionReport report, String picture) {
    ExercisePage page = new ExercisePage(report);
    return new ReportPage(
        report.title(),
        Optional.of(page.lead()),
        Optional.of(new Picture(picture, TimelinePicture.of(report))),
        List.of(
            Section.list("Objectives", report.scenario().objectives(), "None."),
            Section.list("Participants", report.participants(), "None."),
            page.times(),
            page.marks(),
            page.findings(),
            page.improvements(),
            page.said(),
            page.undone(),
            page.sweep(),
            page.timeline(),
            page.scope()));
  }

  private String lead() {
    String capped =
        report.card().capped().isEmpty()
            ? ""
            : " (capped by " + String.join(", ", report.card().capped()) + ")";
    return "Score "
        + Words.points(report.card().score())
        + " of 100, grade "
        + report.card().grade()
        + capped
        + ": "
        + report.card().grade().words()
        + ".";
  }

  private Section times() {
    return new Section(
        "Times",
        List.of("what", "time"),
        Words.durations(report.card().durations()).entrySet().stream()
            .map(one -> List.of(one.getKey(), one.getValue()))
            .toList(),
        "");
  }

  private Section marks() {
    return new Section(
        "Score",
        List.of("line", "what", "why", "limit", "done at", "how", "verdict", "points"),
        report.card().marks().stream().map(ExercisePage::mark).toList(),
        "");
  }

  private static List<String> mark(Mark mark) {
    return List.of(
        mark.id() + (mark.critical() ? " (critical)" : ""),
        mark.what(),
        mark.why(),
        mark.limit().map(Words::time).orElse(""),
        mark.at().map(Words::time).orElse(""),
        mark.manner().map(Happening.Manner::words).orElse(""),
        mark.verdict().words(),
        Words.points(mark.points()) + (mark.points() < 0 ? "" : " of " + mark.weight()));
  }

  private Section findings() {
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
    return Section.list("Findings", lines, "None.");
  }

  private Section improvements() {
    return new Section(
        "What is to be done",
        List.of("from", "what", "owner", "due"),
        report.improvements().stream()
            .map(one -> List.of(one.finding(), one.what(), one.owner(), one.due().toString()))
            .toList(),
        "Nothing came out of it.");
  }

  private Section said() {
    return new Section(
        "What people decided",
        List.of("after", "who", "what"),
        report.said().stream()
            .map(one -> List.of(Words.time(one.at()), one.by(), one.what()))
            .toList(),
        "Nobody decided anything.");
  }

  private Section undone() {
    return new Section(
        "What people did that was not done, or may not have been",
        List.of("after", "who", "what became of it", "in words"),
        Stream.concat(
                report.undone().stream()
                    .map(
                        one ->
                            List.of(
                                Words.time(one.at()), one.by(), became(one.action()), one.text())),
                report.observed().neverCame().stream().map(ExercisePage::never))
            .toList(),
        "Each act was answered, and done.");
  }

  private static List<String> never(NeverCame one) {
    String when = ": asked for after " + Words.time(one.told());
    String due = ", and due by " + Words.time(one.due()) + ", which passed";
    return List.of(Words.time(one.due()), one.by(), "it never came", one.what() + when + due);
  }

  private static String became(Action action) {
    return action == Action.TOO_EARLY
        ? "it came too early"
        : action == Action.UNANSWERED ? "nobody answered: unknown" : "refused";
  }

  private Section sweep() {
    return new Section(
        "Whatever goes wrong on the way"
            + report.sweep().map(ExercisePage::circumstances).orElse(""),
        List.of("what was other than usual", "runs", "held in", "lowest score", "did not hold"),
        report.sweep().stream()
            .flatMap(sweep -> sweep.lines().stream())
            .map(ExercisePage::line)
            .toList(),
        "This version of the scenario was not played so yet: rekey exercise sweep "
            + report.scenario().scenario());
  }

  private static String circumstances(SweepFigures sweep) {
    return " (played "
        + sweep.played()
        + ", a crash after every "
        + (sweep.every() == 1 ? "" : sweep.every() + ". ")
        + "call, silence watched for "
        + sweep.silence()
        + ")";
  }

  private static List<String> line(SweepFigures.Line one) {
    return List.of(
        one.variation().words(),
        Integer.toString(one.runs()),
        Integer.toString(one.held()),
        Words.points(one.lowest()),
        String.join("; ", one.broken()));
  }

  private Section timeline() {
    return new Section(
        "Timeline",
        List.of("after", "what", "whom", "by", "how", "in words"),
        report.highlights().stream()
            .map(
                one ->
                    List.of(
                        Words.time(one.at()),
                        one.action().word(),
                        one.target().orElse(""),
                        one.by(),
                        one.manner().words(),
                        one.text()))
            .toList(),
        "Nothing happened.");
  }

  private Section scope() {
    return Section.list(
        "Scope",
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
                + " the response was the one that runs for real"),
        "");
  }
}
