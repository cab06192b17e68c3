package dev.rekey.exercise.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The time of an exercise with people: as fast as theirs, but that it can stand still or leap. */
public final class RealPace implements Pace {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Instant at;
  private long since = System.nanoTime();
  private boolean paused;
  private boolean stirred;

  /** Begins at this time of the exercise. */
  public RealPace(Instant start) {
    this.at = start;
  }

  /** How late it is in the exercise. */
  public Instant now() {
    lock.lock();
    try {
      return paused ? at : at.plusNanos(System.nanoTime() - since);
    } finally {
      lock.unlock();
    }
  }

  /** Time stands still until it goes on. */
  public void pause() {
    change(now -> now, () -> true);
  }

  /** Time goes on. */
  public void goOn() {
    change(now -> now, () -> false);
  }

  /** It is that late at once; what is due until then happens, in its order. */
  public void leapTo(Instant time) {
    change(now -> time.isAfter(now) ? time : now, () -> paused);
  }

  /** Something came up: whoever waits is to look again. */
  public void stir() {
    change(now -> now, () -> paused);
  }

  /** In one piece, so that nobody who stirs undoes somebody's leap. */
  private void change(UnaryOperator<Instant> to, BooleanSupplier stands) {
    lock.lock();
    try {
      at = to.apply(now());
      since = System.nanoTime();
      paused = stands.getAsBoolean();
      stirred = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean reached(Instant time) {
    lock.lock();
    try {
      while (now().isBefore(time)) {
        if (stirred) {
          stirred = false;
          return false;
        }
        Duration left = Duration.between(now(), time);
        changed.await(paused ? Long.MAX_VALUE : left.toNanos(), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The exercise was interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
