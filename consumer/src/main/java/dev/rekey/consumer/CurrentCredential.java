package dev.rekey.consumer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest version of one credential, kept new by a thread of its own. While the door is away the
 * last version stays: a workload does not depend on the door to run.
 *
 * <pre>{@code
 * try (CurrentCredential current = CurrentCredential.follow(RekeyClient.fromEnvironment())) {
 *   Credential login = current.first(Duration.ofSeconds(30));
 *   connect(login.identity(), login.reveal());
 *   current.acknowledge(login); // once nothing uses an older one any more
 *   Credential next = current.otherThan(login, Duration.ofHours(1)).orElse(login);
 * }
 * }</pre>
 */
public final class CurrentCredential implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentCredential.class);
  private static final Duration POLL = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final RekeyClient client;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread follower;
  private @Nullable Credential current;
  private volatile boolean closed;

  private CurrentCredential(RekeyClient client) {
    this.client = client;
    this.follower = Thread.ofVirtual().name("rekey-credential").unstarted(this::follow);
  }

  /** Starts to follow the credential of the client's token. The client is closed with this. */
  public static CurrentCredential follow(RekeyClient client) {
    CurrentCredential credential = new CurrentCredential(client);
    credential.follower.start();
    return credential;
  }

  /**
   * The newest version known, as soon as one is.
   *
   * @param patience how long to wait for the first one
   * @throws DoorException if none came in time
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  public Credential first(Duration patience) throws DoorException, InterruptedException {
    return await(Optional.empty(), patience)
        .orElseThrow(() -> new DoorException("No credential came from the door in time", 0));
  }

  /**
   * The newest version, if it is another one. Waits for it.
   *
   * @param held the version that the caller has
   * @param patience how long to wait
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  public Optional<Credential> otherThan(Credential held, Duration patience)
      throws InterruptedException {
    return await(Optional.of(held.version()), patience);
  }

  /** Whether this is the newest version known. */
  public boolean newest(Credential held) {
    lock.lock();
    try {
      return current == null || current.version().equals(held.version());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells the door that nothing uses an older version than this any more. Tries until the door has
   * taken it, or until a newer version makes it pointless.
   *
   * @return whether the door took it
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  public boolean acknowledge(Credential held) throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    while (newest(held)) {
      try {
        client.acknowledge(held.version());
        return true;
      } catch (DoorException e) {
        LOG.warn("{}; version {} is acknowledged later", e.getMessage(), held.version());
        otherThan(held, backoff.next());
      }
    }
    return false;
  }

  private Optional<Credential> await(Optional<String> held, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!different(held) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return different(held) ? Optional.ofNullable(current) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean different(Optional<String> held) {
    return current != null && !held.equals(Optional.of(current.version()));
  }

  private void follow() {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    try {
      while (!closed) {
        poll(backoff);
      }
    } catch (InterruptedException e) {
      LOG.debug("Stopped following the credential");
    }
  }

  private void poll(Backoff backoff) throws InterruptedException {
    long began = System.nanoTime();
    try {
      Optional<Credential> answer = client.newerThan(held(), POLL);
      answer.ifPresent(this::take);
      if (answer.isPresent() || System.nanoTime() - began > FIRST_PAUSE.toNanos()) {
        backoff.reset();
        return;
      }
    } catch (DoorException e) {
      LOG.warn("{}; the last version stays in use", e.getMessage());
    }
    Thread.sleep(backoff.next()); // also where the door answers "nothing new" without having waited
  }

  private Optional<String> held() {
    lock.lock();
    try {
      return Optional.ofNullable(current).map(Credential::version);
    } finally {
      lock.unlock();
    }
  }

  private void take(Credential credential) {
    lock.lock();
    try {
      current = credential;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    LOG.info("The door gave {}", credential);
  }

  /** Stops following. Does not wait for the door. */
  @Override
  public void close() {
    closed = true;
    follower.interrupt();
    client.close();
  }

  /** Which version is held; never its value. */
  @Override
  public String toString() {
    return "CurrentCredential(" + held().orElse("none yet") + ")";
  }
}
