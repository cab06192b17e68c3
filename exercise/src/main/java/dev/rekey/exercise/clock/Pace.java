package dev.rekey.exercise.clock;

import java.time.Instant;

/** How fast the time of an exercise passes. */
@FunctionalInterface
public interface Pace {
  /** As fast as everybody can: what happens next happens now. */
  Pace REHEARSAL = time -> true;

  /**
   * Waits for that time.
   *
   * @return false if something else came up meanwhile, so that it is to be looked again
   */
  boolean reached(Instant time);
}
