package dev.rekey.model.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a credential is rotated, and how long things may take.
 *
 * @param maxAge the hard limit: it wins over windows and freezes
 * @param schedule a cron expression (five fields, UNIX) in the owner's zone; without one, at two
 *     thirds of the maximum age
 * @param zone the owner's time zone
 * @param windows when routine rotations may start; empty for always
 * @param jitter rotations are spread over this long after they fall due
 * @param freezes when nothing routine starts
 * @param drain how long the old version must have been seen unused before it is revoked
 * @param gateDeadline how long to wait for that before people must decide
 * @param stepDeadline how long one step may be tried
 */
public record RotationPolicy(
    Duration maxAge,
    Optional<String> schedule,
    ZoneId zone,
    List<RotationWindow> windows,
    Duration jitter,
    List<Freeze> freezes,
    Duration drain,
    Duration gateDeadline,
    Duration stepDeadline) {
  /** Longer than any policy that an auditor accepts. */
  private static final Duration LONGEST_AGE = Duration.ofDays(400);

  /** 90 days at most, any time, an hour of jitter, five minutes of drain, a week for the gate. */
  public static final RotationPolicy DEFAULT =
      new RotationPolicy(
          Duration.ofDays(90),
          Optional.empty(),
          ZoneId.of("UTC"),
          List.of(),
          Duration.ofHours(1),
          List.of(),
          Duration.ofMinutes(5),
          Duration.ofDays(7),
          Duration.ofMinutes(10));

  /**
   * Checks the durations; the schedule is checked by whoever computes with it.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public RotationPolicy {
    windows = List.copyOf(windows);
    freezes = List.copyOf(freezes);
    if (!positive(maxAge) || maxAge.compareTo(LONGEST_AGE) > 0) {
      throw new IllegalArgumentException("The maximum age lies between a moment and 400 days");
    }
    if (jitter.isNegative() || drain.isNegative()) {
      throw new IllegalArgumentException("Jitter and drain time cannot be negative");
    }
    if (!positive(gateDeadline) || !positive(stepDeadline)) {
      throw new IllegalArgumentException("Deadlines must be longer than nothing");
    }
    if (drain.compareTo(gateDeadline) >= 0) {
      throw new IllegalArgumentException("The drain time must be shorter than the gate's deadline");
    }
    if (jitter.compareTo(maxAge) >= 0) {
      throw new IllegalArgumentException("The jitter must be shorter than the maximum age");
    }
  }

  private static boolean positive(Duration duration) {
    return duration.isPositive();
  }
}
