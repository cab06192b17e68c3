package dev.rekey.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many physical connections there are of each version. One is counted from before it is opened
 * until after it is closed, so a version that counts none has none.
 */
final class OpenConnections {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Integer> counts = new HashMap<>();
  private Credential used;

  /** Takes what the first connections are opened with. */
  OpenConnections(Credential first) {
    this.used = first;
  }

  /** From now on connections are opened with this version. */
  void use(Credential next) {
    lock.lock();
    try {
      used = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What connections are opened with. */
  Credential used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** Whether connections of this version are to go. */
  boolean stale(Credential credential) {
    return !used().version().equals(credential.version());
  }

  /** Counts one more of the version to open with, and says which that is: both at once. */
  Credential opening() {
    lock.lock();
    try {
      return opening(used);
    } finally {
      lock.unlock();
    }
  }

  /** Counts one more of a version that is not in use yet: the trial before the change. */
  Credential opening(Credential credential) {
    lock.lock();
    try {
      counts.merge(credential.version(), 1, Integer::sum);
      return credential;
    } finally {
      lock.unlock();
    }
  }

  /** Counts one less. */
  void closed(Credential credential) {
    lock.lock();
    try {
      counts.computeIfPresent(credential.version(), (version, n) -> n == 1 ? null : n - 1);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until only connections of the version in use are left. Gives whether that is so. */
  boolean onlyUsed(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (others() > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return others() == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until another version is in use. Gives it, or nothing if none came in time. */
  Optional<Credential> otherThan(Credential refused, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (used.version().equals(refused.version()) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Optional.of(used).filter(now -> !now.version().equals(refused.version()));
    } finally {
      lock.unlock();
    }
  }

  private int others() {
    return counts.entrySet().stream()
        .filter(count -> !count.getKey().equals(used.version()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** The counts by version, for people. */
  @Override
  public String toString() {
    lock.lock();
    try {
      return counts.toString();
    } finally {
      lock.unlock();
    }
  }
}
