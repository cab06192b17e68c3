package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a rollover stood whose history grew too long.
 *
 * @param startedAt since when it runs
 * @param phase the phase that it was in
 * @param agreed what a second person agreed to
 * @param timeline what happened, all of it written down
 */
public record RolloverResumed(
    Instant startedAt,
    Optional<RolloverPhase> phase,
    List<RolloverQuestion> agreed,
    List<RolloverEntry> timeline) {
  /** Copies the lists. */
  public RolloverResumed {
    agreed = List.copyOf(agreed);
    timeline = List.copyOf(timeline);
  }
}
