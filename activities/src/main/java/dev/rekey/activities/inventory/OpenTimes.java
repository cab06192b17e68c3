package dev.rekey.activities.inventory;

import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.policy.RotationWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When routine rotations may start: within a window, and in no freeze. */
record OpenTimes(RotationPolicy policy) {
  /** A window begins on some weekday, so the next one begins within these days. */
  private static final int A_WEEK_AND_MORE = 9;

  /**
   * A stretch of time.
   *
   * @param from inclusive
   * @param to exclusive
   */
  record Stretch(Instant from, Instant to) {
    boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }

  boolean contains(Instant instant) {
    return first(instant, instant.plusNanos(1)).isPresent();
  }

  /**
   * What is left of the first open stretch that is not over at {@code from}, if before {@code
   * limit}.
   */
  Optional<Stretch> first(Instant from, Instant limit) {
    Instant cursor = from;
    while (cursor.isBefore(limit)) {
      Stretch window = window(cursor);
      Instant at = cursor.isBefore(window.from()) ? window.from() : cursor;
      Optional<Freeze> freeze = freeze(at);
      if (freeze.isEmpty()) {
        return at.isBefore(limit)
            ? Optional.of(new Stretch(at, thawedUntil(at, window.to())))
            : Optional.empty();
      }
      cursor = freeze.get().to();
    }
    return Optional.empty();
  }

  private Optional<Freeze> freeze(Instant instant) {
    return policy.freezes().stream()
        .filter(freeze -> new Stretch(freeze.from(), freeze.to()).contains(instant))
        .findFirst();
  }

  private Instant thawedUntil(Instant from, Instant end) {
    return policy.freezes().stream()
        .map(Freeze::from)
        .filter(start -> start.isAfter(from) && start.isBefore(end))
        .min(Comparator.naturalOrder())
        .orElse(end);
  }

  /** The window that is open at an instant, or the next one. Without windows it is always open. */
  private Stretch window(Instant instant) {
    LocalDate day = instant.atZone(policy.zone()).toLocalDate().minusDays(1);
    return Stream.iterate(day, date -> date.plusDays(1))
        .limit(A_WEEK_AND_MORE)
        .flatMap(this::beginning)
        .filter(stretch -> stretch.to().isAfter(instant))
        .min(Comparator.comparing(Stretch::from))
        .orElse(new Stretch(Instant.MIN, Instant.MAX));
  }

  private Stream<Stretch> beginning(LocalDate day) {
    return policy.windows().stream()
        .filter(window -> window.days().contains(day.getDayOfWeek()))
        .map(window -> stretch(window, day));
  }

  private Stretch stretch(RotationWindow window, LocalDate day) {
    LocalDateTime from = day.atTime(window.from());
    LocalDate lastDay = window.to().isAfter(window.from()) ? day : day.plusDays(1);
    return new Stretch(
        start(from, policy.zone()), lastDay.atTime(window.to()).atZone(policy.zone()).toInstant());
  }

  /**
   * A start that the clocks skip is when they are put forward; one that comes twice is the first.
   * An end that they skip lies as much later as they are put forward, so that no window is lost.
   */
  private static Instant start(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(time);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : time.atZone(zone).toInstant();
  }
}
