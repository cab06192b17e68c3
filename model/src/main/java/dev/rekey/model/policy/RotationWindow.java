package dev.rekey.model.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * A weekly stretch of time in the owner's zone.
 *
 * @param days on which it starts
 * @param from its start, inclusive
 * @param to its end, exclusive; not after {@code from} means on the next day
 */
public record RotationWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  /**
   * Checks that there is at least one day.
   *
   * @throws IllegalArgumentException if there is none
   */
  public RotationWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("A rotation window needs at least one day of the week");
    }
  }
}
