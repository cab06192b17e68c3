package dev.rekey.workflows.worker;

import dev.rekey.model.inventory.DueCredential;
import dev.rekey.workflows.rotation.Rotations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts many rotations: each target's in their order and at their pace, the targets beside each
 * other, so that a slow one holds up nobody else.
 */
final class BulkStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BulkStart.class);

  /** Calls to the server at once. More only queue up there. */
  private static final int AT_ONCE = 8;

  private final Rotations rotations;
  private final StartPace pace;
  private final Runnable place;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore calls = new Semaphore(AT_ONCE);
  private final List<Future<?>> targets = new ArrayList<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger joined = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  BulkStart(Rotations rotations, StartPace pace, Runnable place) {
    this.rotations = rotations;
    this.pace = pace;
    this.place = place;
  }

  int started() {
    return started.get();
  }

  int joined() {
    return joined.get();
  }

  int failed() {
    return failed.get();
  }

  /** Begins with what is due at one target. */
  void add(List<DueCredential> ofOneTarget) {
    targets.add(threads.submit(() -> startInTurn(ofOneTarget)));
  }

  /** Waits for all, and tells every second how many are done. */
  void await(Consumer<Integer> heartbeat) throws InterruptedException, ExecutionException {
    for (Future<?> target : targets) {
      while (!ended(target)) {
        heartbeat.accept(started() + joined() + failed());
      }
    }
  }

  private static boolean ended(Future<?> target) throws InterruptedException, ExecutionException {
    try {
      target.get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  private Void startInTurn(List<DueCredential> ofOneTarget) throws InterruptedException {
    long earliest = System.nanoTime();
    for (DueCredential due : ofOneTarget) {
      earliest = pace.awaitTurn(earliest);
      place.run();
      calls.acquire();
      try {
        start(due);
      } finally {
        calls.release();
      }
    }
    return null;
  }

  /**
   * One credential's trouble is not the next one's: the sweep goes on, and the next tries again.
   */
  private void start(DueCredential due) {
    try {
      (rotations.start(due).joined() ? joined : started).incrementAndGet();
    } catch (RuntimeException refused) {
      failed.incrementAndGet();
      LOG.warn(
          "The rotation of {} could not be started ({}); the next sweep tries again",
          due.request().credential().secret(),
          refused.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
