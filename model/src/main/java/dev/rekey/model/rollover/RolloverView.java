package dev.rekey.model.rollover;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a rollover stands.
 *
 * @param order what was asked for
 * @param startedAt since when it runs
 * @param phase the phase that it is in; nothing before the first one
 * @param state how it fares
 * @param question what a second person must agree to now
 * @param obstacles whom it waits for, or why it is tried again
 * @param goesOnlyForward whether the old authority cannot be gone back to any more
 * @param timeline what happened
 */
public record RolloverView(
    RolloverOrder order,
    Instant startedAt,
    Optional<RolloverPhase> phase,
    RolloverState state,
    Optional<RolloverQuestion> question,
    List<Obstacle> obstacles,
    boolean goesOnlyForward,
    List<RolloverEntry> timeline) {
  /** Copies the lists. */
  public RolloverView {
    obstacles = List.copyOf(obstacles);
    timeline = List.copyOf(timeline);
  }
}
