package dev.rekey.exercise.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came of a sweep over one scenario.
 *
 * @param scenario what was played
 * @param version of the scenario
 * @param digest SHA-256 of the scenario's document, in hex
 * @param played when, by the wall clock
 * @param every how many calls lay between one crash and the next
 * @param silence how long silence was watched for in the end, in words
 * @param took how long it took
 * @param lines each variation
 */
public record SweepFigures(
    String scenario,
    int version,
    String digest,
    Instant played,
    int every,
    String silence,
    Duration took,
    List<Line> lines) {
  /** Copies the list; what an older one wrote does not say how long it took. */
  public SweepFigures {
    took = took == null ? Duration.ZERO : took;
    lines = List.copyOf(lines);
  }

  /**
   * The runs of one variation.
   *
   * @param variation what was other than usual
   * @param runs how many
   * @param held in how many of them everything held
   * @param lowest the lowest score of them
   * @param broken what did not hold, and in which run
   */
  public record Line(Variation variation, int runs, int held, double lowest, List<String> broken) {
    /** Copies the list. */
    public Line {
      broken = List.copyOf(broken);
    }
  }

  /** Whether everything held in every run. */
  public boolean held() {
    return lines.stream().allMatch(line -> line.held() == line.runs());
  }

  /** In how many runs everything held. */
  public int heldRuns() {
    return lines.stream().mapToInt(Line::held).sum();
  }

  /** The lowest score of all runs. */
  public double lowest() {
    return lines.stream().mapToDouble(Line::lowest).min().orElse(0);
  }

  /** How many runs there were. */
  public int runs() {
    return lines.stream().mapToInt(Line::runs).sum();
  }
}
