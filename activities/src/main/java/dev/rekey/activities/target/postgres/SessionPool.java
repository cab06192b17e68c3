package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * At most eight sessions of one login at one endpoint, closed after a minute without work. Unlike
 * the usual pools it never repeats a failed login.
 */
final class SessionPool {
  private static final int MOST = 8;
  private static final int PATIENCE_SECONDS = 10;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(IDLE.toSeconds() + 1, TimeUnit.SECONDS);

  private final Opening opening;
  private final Semaphore free = new Semaphore(MOST, true);
  private final Deque<Resting> resting = new ArrayDeque<>();
  private final AtomicBoolean watched = new AtomicBoolean();

  /** Opens one more. */
  interface Opening {
    /** A new session. */
    Connection open() throws SQLException;
  }

  private record Resting(Connection connection, Instant since) {}

  SessionPool(Opening opening) {
    this.opening = opening;
  }

  /** A session that answers. */
  Connection borrow() throws SQLException {
    if (!acquired()) {
      throw new StepFailedException(
          FailureCode.THROTTLED, "All " + MOST + " sessions of the rotator are at work");
    }
    boolean lent = false;
    try {
      Connection connection = rested();
      connection = connection == null ? opening.open() : connection;
      lent = true;
      return connection;
    } finally {
      if (!lent) {
        free.release();
      }
    }
  }

  /** Takes a session back; one that failed is closed. */
  void giveBack(Connection connection, boolean healthy) {
    if (healthy) {
      synchronized (resting) {
        resting.push(new Resting(connection, Instant.now()));
      }
      closeTiredLater();
    } else {
      close(connection);
    }
    free.release();
  }

  /** Closes what rests, tired or not. */
  void closeResting() {
    List<Connection> all = new ArrayList<>();
    synchronized (resting) {
      resting.forEach(rest -> all.add(rest.connection()));
      resting.clear();
    }
    all.forEach(SessionPool::close);
  }

  private boolean acquired() {
    try {
      return free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private @org.jspecify.annotations.Nullable Connection rested() throws SQLException {
    while (true) {
      Resting next;
      synchronized (resting) {
        next = resting.poll();
      }
      if (next == null) {
        return null;
      }
      boolean fresh = next.since().plus(FRESH).isAfter(Instant.now());
      if (fresh || next.connection().isValid(2)) {
        return next.connection();
      }
      close(next.connection());
    }
  }

  /** One look ahead is enough, however many sessions come back meanwhile. */
  private void closeTiredLater() {
    if (watched.compareAndSet(false, true)) {
      LATER.execute(this::closeTired);
    }
  }

  private void closeTired() {
    watched.set(false);
    List<Connection> tired = new ArrayList<>();
    boolean more;
    synchronized (resting) {
      Instant limit = Instant.now().minus(IDLE);
      resting.removeIf(rest -> rest.since().isBefore(limit) && tired.add(rest.connection()));
      more = !resting.isEmpty();
    }
    tired.forEach(SessionPool::close);
    if (more) {
      closeTiredLater();
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // it is gone either way
    }
  }
}
