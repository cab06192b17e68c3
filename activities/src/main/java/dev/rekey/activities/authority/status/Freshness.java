package dev.rekey.activities.authority.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an answer is of now. Clocks differ a little. */
final class Freshness {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private Freshness() {}

  /** What is wrong with it; nothing if it is fresh. */
  static Optional<String> fault(Date made, @Nullable Date until, Instant now) {
    if (made.toInstant().isAfter(now.plus(SKEW))) {
      return Optional.of("its answer is from the future: the clock there or here is wrong");
    }
    if (until != null && until.toInstant().isBefore(now.minus(SKEW))) {
      return Optional.of("its answer is stale since " + until.toInstant());
    }
    return Optional.empty();
  }
}
