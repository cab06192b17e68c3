package dev.rekey.console.embedded;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a sweep every so often, where the Temporal server has no Schedules. */
public final class SweepTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SweepTimer.class);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-sweep-timer").factory());
  private final ScheduledFuture<?> ticking;

  /**
   * Starts ticking.
   *
   * @param every how often; the first time after as long
   * @param sweep starts a sweep, and joins one that runs
   */
  public SweepTimer(Duration every, Runnable sweep) {
    ticking =
        clock.scheduleWithFixedDelay(
            () -> tick(sweep), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void tick(Runnable sweep) {
    try {
      sweep.run();
    } catch (RuntimeException e) { // a throw would end all ticking for ever
      LOG.warn("A sweep could not be started: {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    ticking.cancel(true);
    clock.shutdownNow();
  }
}
