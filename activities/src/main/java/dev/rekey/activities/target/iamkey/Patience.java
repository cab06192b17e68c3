package dev.rekey.activities.target.iamkey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long IAM's answers may be older than the last change. What they show within that time is not
 * yet taken for the end of it: a step that fails for ever must not do so because of an old answer.
 */
final class Patience {
  /** Settling times; a step is tried again sooner. */
  private static final int FORGOTTEN = 12;

  private final InstantSource clock;
  private final Duration settling;
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  Patience(InstantSource clock, Duration settling) {
    this.clock = clock;
    this.settling = settling;
  }

  /** Whether the key was made so lately that a note of ours about it may not show yet. */
  boolean isYoung(Key key) {
    return key.created().isAfter(clock.instant().minus(settling));
  }

  /** Whether this is what IAM says of the user for less than the time that a change needs. */
  boolean mayBeStale(String user) {
    Instant now = clock.instant();
    Instant first =
        since.merge(user, now, (known, fresh) -> isForgotten(known, fresh) ? fresh : known);
    return now.isBefore(first.plus(settling));
  }

  /** Of another step, which ended otherwise. */
  private boolean isForgotten(Instant known, Instant now) {
    return now.isAfter(known.plus(settling.multipliedBy(FORGOTTEN)));
  }

  /** There is an answer, or a failure that says so. */
  void done(String user) {
    since.remove(user);
  }
}
