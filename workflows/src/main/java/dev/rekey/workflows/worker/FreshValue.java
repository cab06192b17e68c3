package dev.rekey.workflows.worker;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is read again when it has got old. While one thread reads, the others go on with
 * what they have; so they do if it cannot be read.
 */
final class FreshValue implements Supplier<String> {
  private final Supplier<String> source;
  private final long lifetime;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Known known;

  private record Known(String value, long readAt) {}

  FreshValue(Supplier<String> source, Duration lifetime, LongSupplier nanoTime) {
    this.source = source;
    this.lifetime = lifetime.toNanos();
    this.nanoTime = nanoTime;
  }

  @Override
  public String get() {
    Known seen = known;
    if (seen == null) {
      return first();
    }
    if (nanoTime.getAsLong() - seen.readAt() < lifetime || !reading.tryLock()) {
      return seen.value();
    }
    try {
      return read(source.get());
    } catch (IllegalStateException unreadable) {
      return read(seen.value()); // asked again when this has got old
    } finally {
      reading.unlock();
    }
  }

  private String first() {
    reading.lock();
    try {
      Known seen = known;
      return seen == null ? read(source.get()) : seen.value();
    } finally {
      reading.unlock();
    }
  }

  private String read(String value) {
    known = new Known(value, nanoTime.getAsLong());
    return value;
  }
}
