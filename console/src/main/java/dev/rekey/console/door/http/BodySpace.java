package dev.rekey.console.door.http;

import dev.rekey.console.door.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/**
 * How many bodies of unknown senders are in memory at once, in all and from one address: whoever
 * sends slowly or much takes the places of nobody else.
 */
final class BodySpace {
  private static final int ALL = 64;
  private static final int OF_ONE = 16;
  private static final long PATIENCE_SECONDS = 5;

  private final Semaphore all = new Semaphore(ALL, true);
  private final Map<String, Semaphore> byAddress = new ConcurrentHashMap<>();

  <T> T during(String address, Supplier<T> work) {
    Semaphore own = byAddress.computeIfAbsent(address, one -> new Semaphore(OF_ONE, true));
    try {
      return holding(own, () -> holding(all, work));
    } finally {
      byAddress.computeIfPresent(
          address, (one, left) -> left.availablePermits() == OF_ONE ? null : left);
    }
  }

  private static <T> T holding(Semaphore places, Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw full();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw full();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static Refusal full() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        "BUSY",
        "Too many messages come at once; nothing was changed",
        "Send it again.");
  }
}
