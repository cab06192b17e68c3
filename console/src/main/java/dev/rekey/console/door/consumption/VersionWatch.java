package dev.rekey.console.door.consumption;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets any number of consumers wait for a newer version at the cost of one question to the store
 * every 200 ms, and of none while nobody waits.
 */
public final class VersionWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VersionWatch.class);
  private static final Duration EVERY = Duration.ofMillis(200);

  private final CurrentVersions versions;
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> looking;

  /** Takes the store's question. Starts one thread. */
  public VersionWatch(CurrentVersions versions) {
    this.versions = versions;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("version-watch").factory());
    this.looking =
        clock.scheduleWithFixedDelay(
            this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The current version as soon as it is another than {@code held}.
   *
   * @return nothing if it stayed the same for so long, or the door closes
   */
  public Optional<VersionId> newer(SecretId secret, Optional<VersionId> held, Duration patience) {
    Optional<VersionId> now = Optional.ofNullable(versions.of(Set.of(secret)).get(secret));
    if (now.isPresent() && !now.equals(held)) {
      return now;
    }
    return patience.isZero() ? Optional.empty() : await(new Waiter(secret, held), patience);
  }

  /** How many wait. */
  public int waiting() {
    return waiters.size();
  }

  /** Sends everybody away with nothing, and stops. */
  @Override
  public void close() {
    looking.cancel(true);
    clock.shutdownNow();
    waiters.forEach(waiter -> waiter.answer.complete(Optional.empty()));
  }

  private Optional<VersionId> await(Waiter waiter, Duration patience) {
    waiters.add(waiter);
    try {
      return clock.isShutdown()
          ? Optional.empty()
          : waiter.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      waiters.remove(waiter);
    }
  }

  private void look() {
    if (waiters.isEmpty()) {
      return;
    }
    try {
      Set<SecretId> secrets = waiters.stream().map(w -> w.secret).collect(Collectors.toSet());
      Map<SecretId, VersionId> current = versions.of(secrets);
      waiters.forEach(waiter -> waiter.see(Optional.ofNullable(current.get(waiter.secret))));
    } catch (RuntimeException e) {
      // Whatever it is, the next look may succeed; a throw would end all looking for ever.
      LOG.warn("Looking for newer versions failed: {}", e.getClass().getName());
    }
  }

  private static final class Waiter {
    private final SecretId secret;
    private final Optional<VersionId> held;
    private final CompletableFuture<Optional<VersionId>> answer = new CompletableFuture<>();

    Waiter(SecretId secret, Optional<VersionId> held) {
      this.secret = secret;
      this.held = held;
    }

    void see(Optional<VersionId> current) {
      if (current.isPresent() && !current.equals(held)) {
        answer.complete(current);
      }
    }
  }
}
