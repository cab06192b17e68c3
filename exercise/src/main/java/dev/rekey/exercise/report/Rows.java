package dev.rekey.exercise.report;

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
