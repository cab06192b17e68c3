package dev.rekey.consumer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to pause before the next attempt: twice as long each time, at most so long, and
 * jittered.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private Duration ceiling;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.ceiling = first;
  }

  /** Begins again with the shortest pause. */
  void reset() {
    ceiling = first;
  }

  /**
   * The next pause: between half of the ceiling and the ceiling, so that many clients spread out.
   */
  Duration next() {
    long most = ceiling.toMillis();
    Duration doubled = ceiling.multipliedBy(2);
    ceiling = doubled.compareTo(longest) > 0 ? longest : doubled;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
