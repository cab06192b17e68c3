package dev.rekey.model.policy;

import java.time.Instant;

/**
 * A period in which nothing routine starts.
 *
 * @param from its start, inclusive
 * @param to its end, exclusive
 * @param why for people
 */
public record Freeze(Instant from, Instant to, String why) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if it ends before it starts
   */
  public Freeze {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("A freeze ends after it starts");
    }
  }
}
