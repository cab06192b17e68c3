package dev.rekey.exercise.sweep;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What came of sweeps over many scenarios, in a table and in one sentence. */
public final class SweepTable {
  private SweepTable() {}

  /** A line for each scenario, as Markdown. */
  public static String markdown(List<SweepFigures> all) {
    return "| scenario | "
        + List.of(Variation.values()).stream()
            .map(Variation::words)
            .collect(Collectors.joining(" | "))
        + " | lowest score | time |\n|---|"
        + "---|".repeat(Variation.values().length + 2)
        + "\n"
        + all.stream().map(SweepTable::row).collect(Collectors.joining());
  }

  private static String row(SweepFigures one) {
    return "| `"
        + one.scenario()
        + "` | "
        + one.lines().stream()
            .map(line -> line.held() + " of " + line.runs())
            .collect(Collectors.joining(" | "))
        + " | "
        + one.lowest()
        + " | "
        + words(one.took())
        + " |\n";
  }

  /** How many scenarios, how many runs, and where something did not hold. */
  public static String sentence(List<SweepFigures> all, Duration took) {
    int runs = all.stream().mapToInt(SweepFigures::runs).sum();
    List<String> not = all.stream().filter(one -> !one.held()).map(SweepFigures::scenario).toList();
    return all.size()
        + " scenarios, "
        + runs
        + " runs, in "
        + words(took)
        + ": "
        + (not.isEmpty()
            ? "everything held"
            : "something did not hold in "
                + all.stream().mapToInt(one -> one.runs() - one.heldRuns()).sum()
                + " of them, of "
                + String.join(", ", not));
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
