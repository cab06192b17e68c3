package dev.rekey.exercise.report;

import dev.rekey.exercise.score.Happening;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one page of HTML that needs nothing else: to be read, printed and archived. */
public final class HtmlReport {
  private static final String STYLE =
      """
      body{font:16px/1.5 sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
      .mark{background:#b3261e;color:#fff;padding:.2rem .6rem;font-weight:bold}
      .score{font-size:1.4rem;font-weight:bold}
      table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
      th,td{border-bottom:1px solid #ddd;padding:.3rem .5rem;text-align:left;vertical-align:top}
      svg{width:100%;height:auto}
      @media print{body{margin:0;max-width:none;font-size:11px}tr{break-inside:avoid}}
      """;

  private HtmlReport() {}

  /** The page. */
  public static String of(AfterActionReport report) {
    return Stream.of(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width\">",
            "<title>"
                + Xml.text(report.title())
                + "</title><style>"
                + STYLE
                + "</style></head><body>",
            "<p><span class=\"mark\">" + AfterActionReport.MARK + "</span></p>",
            "<h1>" + Xml.text(report.scenario().title()) + "</h1>",
            score(report),
            TimelinePicture.of(report),
            section("Objectives", list(report.scenario().objectives())),
            section("Participants", list(report.participants())),
            section("Times", times(report)),
            section("Score", marks(report)),
            section("Findings", findings(report)),
            section("What is to be done", improvements(report)),
            section("Whatever goes wrong on the way", sweep(report)),
            section("Timeline", timeline(report)),
            section("Scope", scope(report)),
            "</body></html>\n")
        .collect(Collectors.joining("\n"));
  }

  private static String score(AfterActionReport report) {
    String capped =
        report.card().capped().isEmpty()
            ? ""
            : " (capped by " + String.join(", ", report.card().capped()) + ")";
    return "<p class=\"score\">Score "
        + Words.points(report.card().score())
        + " of 100, grade "
        + report.card().grade()
        + Xml.text(capped)
        + ": "
        + report.card().grade().words()
        + "</p>";
  }

  private static String times(AfterActionReport report) {
    return table(List.of("what", "time"), Rows.times(report));
  }

  private static String marks(AfterActionReport report) {
    return table(
        List.of("line", "what", "why", "limit", "done at", "how", "verdict", "points"),
        report.card().marks().stream()
            .map(
                mark ->
                    List.of(
                        mark.id() + (mark.critical() ? " (critical)" : ""),
                        mark.what(),
                        mark.why(),
                        mark.limit().map(Words::time).orElse(""),
                        mark.at().map(Words::time).orElse(""),
                        mark.manner().map(Happening.Manner::words).orElse(""),
                        mark.verdict().words(),
                        Words.points(mark.points()))));
  }

  private static String findings(AfterActionReport report) {
    List<String> lines =
        report.findings().stream()
            .map(mark -> mark.id() + ", " + mark.verdict().words() + ": " + mark.what())
            .toList();
    return lines.isEmpty() ? "<p>None.</p>" : list(lines);
  }

  private static String improvements(AfterActionReport report) {
    return report.improvements().isEmpty()
        ? "<p>Nothing came out of it.</p>"
        : table(List.of("from", "what", "owner", "due"), Rows.improvements(report));
  }

  private static String sweep(AfterActionReport report) {
    return report
        .sweep()
        .map(
            figures ->
                "<p>"
                    + Xml.text(Rows.swept(figures))
                    + "</p>\n"
                    + table(Rows.SWEEP, Rows.sweep(figures)))
        .orElseGet(() -> "<p>" + Xml.text(Rows.notSwept(report)) + "</p>");
  }

  private static String timeline(AfterActionReport report) {
    return table(List.of("after", "what", "whom", "by", "how", ""), Rows.timeline(report));
  }

  private static String scope(AfterActionReport report) {
    return list(
        List.of(
            "Exercise " + report.exercise() + ", " + report.how() + ", seed " + report.seed(),
            "Played " + report.started() + " in " + Words.time(report.took()),
            "Scenario "
                + report.scenario().scenario()
                + " version "
                + report.scenario().version()
                + ", SHA-256 "
                + report.digest(),
            "Runbooks: " + String.join(", ", report.runbooks()),
            "Controls: " + String.join(", ", report.scenario().controls())));
  }

  private static String section(String title, String body) {
    return "<h2>" + title + "</h2>\n" + body;
  }

  private static String list(List<String> lines) {
    return lines.stream()
        .map(line -> "<li>" + Xml.text(line) + "</li>")
        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
  }

  private static String table(List<String> head, Stream<List<String>> rows) {
    return "<table><thead><tr>"
        + head.stream()
            .map(one -> "<th scope=\"col\">" + one + "</th>")
            .collect(Collectors.joining())
        + "</tr></thead><tbody>\n"
        + rows.map(
                row ->
                    row.stream()
                        .map(cell -> "<td>" + Xml.text(cell) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
            .collect(Collectors.joining("\n"))
        + "\n</tbody></table>";
  }
}
