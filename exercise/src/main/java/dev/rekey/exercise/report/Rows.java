package dev.rekey.exercise.report;

import dev.rekey.exercise.sweep.SweepFigures;
import java.util.List;
import java.util.stream.Stream;

/** The tables that the text and the page have in common, row by row. */
final class Rows {
  private Rows() {}

  static Stream<List<String>> times(AfterActionReport report) {
    return Words.durations(report.card().durations()).entrySet().stream()
        .map(one -> List.of(one.getKey(), one.getValue()));
  }

  static Stream<List<String>> improvements(AfterActionReport report) {
    return report.improvements().stream()
        .map(one -> List.of(one.finding(), one.what(), one.owner(), one.due().toString()));
  }

  static final List<String> SWEEP =
      List.of("what was other than usual", "runs", "held in", "lowest score", "what did not hold");

  static Stream<List<String>> sweep(SweepFigures sweep) {
    return sweep.lines().stream()
        .map(
            one ->
                List.of(
                    one.variation().words(),
                    Integer.toString(one.runs()),
                    Integer.toString(one.held()),
                    Words.points(one.lowest()),
                    String.join("; ", one.broken())));
  }

  /** What the table does not say. */
  static String swept(SweepFigures sweep) {
    return "Played "
        + sweep.played()
        + " with a crash after every "
        + (sweep.every() == 1 ? "" : sweep.every() + ". ")
        + "call, and silence watched for "
        + sweep.silence()
        + ". Held: one replacement, nobody told twice, nothing leaked alive or restored, an end.";
  }

  static String notSwept(AfterActionReport report) {
    return "This version of the scenario was not played so yet: rekey exercise sweep "
        + report.scenario().scenario();
  }

  static Stream<List<String>> timeline(AfterActionReport report) {
    return report.highlights().stream()
        .map(
            one ->
                List.of(
                    Words.time(one.at()),
                    one.action().word(),
                    one.target().orElse(""),
                    one.by(),
                    one.manner().words(),
                    one.text()));
  }
}
