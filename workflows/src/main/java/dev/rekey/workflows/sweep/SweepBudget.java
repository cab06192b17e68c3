package dev.rekey.workflows.sweep;

/**
 * How fast a sweep may go. Lower than the tightest ceiling on the way: AWS Secrets Manager takes 50
 * writes a second, three for each rotation.
 *
 * @param startsPerSecond rotations that may start in a second, at one target
 * @param open rotations that may be unfinished at once, those that wait for people aside
 */
public record SweepBudget(int startsPerSecond, int open) {
  /** Faster than one small server is, and never more than 2,000 credentials in mid-air. */
  public static final SweepBudget DEFAULT = new SweepBudget(100, 2_000);

  /**
   * Checks that it lets anything happen.
   *
   * @throws IllegalArgumentException if it does not
   */
  public SweepBudget {
    if (startsPerSecond < 1 || open < 1) {
      throw new IllegalArgumentException("A sweep's budget must allow at least one rotation");
    }
  }
}
