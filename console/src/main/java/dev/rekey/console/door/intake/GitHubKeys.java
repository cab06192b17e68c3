package dev.rekey.console.door.intake;

import dev.rekey.console.door.intake.PublicKeyPage.Page;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The public keys that GitHub signs with, by their identifiers. However many messages name keys
 * that nobody knows, they are fetched every ten seconds at most, and by one call.
 */
final class GitHubKeys {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** A key that GitHub withdrew is to be forgotten. */
  private static final Duration STALE = Duration.ofHours(1);

  private final PublicKeyPage page;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Map<String, PublicKey> known = Map.of();
  private volatile Instant asked = Instant.MIN;
  private volatile Instant answered = Instant.MIN;

  GitHubKeys(PublicKeyPage page, Clock clock) {
    this.page = page;
    this.clock = clock;
  }

  /** What is known of a key. */
  record Found(Optional<PublicKey> key, boolean sure) {}

  /** The key of this identifier; not sure, if the page did not answer the last time. */
  Found key(String identifier) {
    Instant now = clock.instant();
    boolean stale = answered.equals(Instant.MIN) || answered.plus(STALE).isBefore(now);
    if (stale || !known.containsKey(identifier)) {
      fetch();
    }
    return new Found(Optional.ofNullable(known.get(identifier)), !answered.isBefore(asked));
  }

  /** Whoever comes while one fetches waits for that one's answer. */
  private void fetch() {
    fetching.lock();
    try {
      Instant now = clock.instant();
      if (asked.equals(Instant.MIN) || !asked.plus(PAUSE).isAfter(now)) {
        asked = now;
        page.fetch().ifPresent(fresh -> take(fresh, now));
      }
    } finally {
      fetching.unlock();
    }
  }

  private void take(Page fresh, Instant at) {
    fresh.keys().ifPresent(keys -> known = keys);
    answered = at;
  }
}
