package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A store whose values are kept in memory for a few seconds after they were read or staged, since
 * the steps of a rotation follow each other and need the same ones. A version never changes its
 * value, so none of them can be out of date; what is written to the access log is the first read.
 */
final class ReadLately implements SecretStore {
  private static final Duration LATELY = Duration.ofSeconds(5);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LATELY.toMillis(), TimeUnit.MILLISECONDS);

  private final SecretStore store;
  private final InstantSource clock;
  private final Map<Key, Kept> values = new ConcurrentHashMap<>();

  private record Key(SecretId secret, VersionId version) {}

  private record Kept(Login value, Instant at) {
    boolean fresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(LATELY));
    }
  }

  ReadLately(SecretStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<Login> read(SecretId secret, VersionId version, Reader reader) {
    Kept known = values.get(new Key(secret, version));
    if (known != null && known.fresh(clock.instant())) {
      return Optional.of(known.value());
    }
    Optional<Login> read = store.read(secret, version, reader);
    read.ifPresent(value -> keep(secret, version, value));
    return read;
  }

  @Override
  public void create(SecretId secret, VersionId version, Login value) {
    store.create(secret, version, value);
  }

  @Override
  public void stage(SecretId secret, VersionId version, Login value) {
    store.stage(secret, version, value);
    keep(secret, version, value);
  }

  @Override
  public Map<VersionStage, VersionId> labels(SecretId secret) {
    return store.labels(secret);
  }

  @Override
  public void promote(SecretId secret, VersionId expected, VersionId next) {
    store.promote(secret, expected, next);
  }

  @Override
  public void discardPending(SecretId secret, VersionId version) {
    store.discardPending(secret, version);
  }

  @Override
  public List<VersionId> versions(SecretId secret) {
    return store.versions(secret);
  }

  private void keep(SecretId secret, VersionId version, Login value) {
    values.put(new Key(secret, version), new Kept(value, clock.instant()));
    LATER.execute(this::forget); // also where nobody reads any more
  }

  private void forget() {
    Instant now = clock.instant();
    values.values().removeIf(kept -> !kept.fresh(now));
  }
}
