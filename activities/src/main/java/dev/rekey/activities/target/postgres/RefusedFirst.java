package dev.rekey.activities.target.postgres;

import dev.rekey.model.credential.PostgresEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * At one server everybody is refused before anybody is logged out, whichever login does it: a
 * thousand processes that end take the server's processors from those who are still to be refused.
 */
final class RefusedFirst {
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Map<String, Integer> underWay = new HashMap<>();

  /**
   * Begins with nobody.
   *
   * @param patience how long one who is done waits for others at most
   */
  RefusedFirst(Duration patience) {
    this.patience = patience;
  }

  /** Refuses, and returns when nobody else is still doing so there, or patience is over. */
  <T> T at(PostgresEndpoint primary, Supplier<T> refusal) {
    String server = primary.host() + ":" + primary.port();
    change(server, 1);
    try {
      return refusal.get();
    } finally {
      change(server, -1);
      awaitOthers(server);
    }
  }

  private void change(String server, int by) {
    lock.lock();
    try {
      underWay.merge(server, by, (now, more) -> now + more == 0 ? null : now + more);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitOthers(String server) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (underWay.containsKey(server) && left > 0) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
