package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sources with what tells their signatures, kept for a few seconds: a flood asks neither the
 * ledger nor the store. A source that was removed is refused after as long.
 */
final class KnownSources {
  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final String GITHUB = "https://api.github.com/meta/public_keys/secret_scanning";

  private final IntakeSources sources;
  private final SecretStore store;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Map<String, Known> known = Map.of();
  private volatile Instant asked = Instant.MIN;

  /** A source, its signature, and how its messages are read. */
  record Known(IntakeSource source, SourceSignature signature, LeadReader reader) {}

  KnownSources(IntakeSources sources, SecretStore store, Clock clock) {
    this.sources = sources;
    this.store = store;
    this.clock = clock;
  }

  Optional<Known> find(String name) {
    if (asked.isBefore(clock.instant().minus(FRESH))) {
      asking.lock();
      try {
        ask();
      } finally {
        asking.unlock();
      }
    }
    return Optional.ofNullable(known.get(name));
  }

  /** The next message is to find what was changed at this door. */
  void forget() {
    asked = Instant.MIN;
  }

  private void ask() {
    Instant now = clock.instant();
    if (asked.isBefore(now.minus(FRESH))) {
      Map<String, Known> fresh = new HashMap<>();
      for (IntakeSource source : sources.all()) {
        Known before = known.get(source.name());
        fresh.put(
            source.name(),
            before != null && before.source().equals(source) ? before : opened(source));
      }
      known = fresh;
      asked = now;
    }
  }

  private Known opened(IntakeSource source) {
    return switch (source.kind()) {
      case GITHUB ->
          new Known(
              source,
              new GitHubSignature(
                  new GitHubKeys(
                      new PublicKeyPage(URI.create(source.keysUrl().orElse(GITHUB))), clock)),
              new GitHubLeads());
      case GITGUARDIAN ->
          new Known(source, HmacSignature.gitGuardian(key(source)), new GitGuardianLeads());
      case PAGERDUTY ->
          new Known(source, HmacSignature.pagerDuty(key(source)), message -> List.of());
      case GENERIC -> new Known(source, HmacSignature.standard(key(source)), new GenericLeads());
    };
  }

  private SecretValue key(IntakeSource source) {
    return source
        .key()
        .flatMap(key -> store.read(key.secret(), key.version(), Reader.rekey("checks a signature")))
        .map(Login::value)
        .orElseThrow(() -> new IllegalStateException("A source has no key in the store"));
  }
}
