package dev.rekey.console.embedded;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every so often, for as long as the process runs. */
public final class Metronome implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Metronome.class);

  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> ticking;

  /**
   * Starts ticking.
   *
   * @param what its name, for people
   * @param every how often; the first time after as long
   * @param beat what is done; at most one at a time
   */
  public Metronome(String what, Duration every, Runnable beat) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rekey-" + what).factory());
    ticking =
        clock.scheduleWithFixedDelay(
            () -> tick(what, beat), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void tick(String what, Runnable beat) {
    try {
      beat.run();
    } catch (RuntimeException e) { // a throw would end all ticking for ever
      LOG.warn("The {} could not be started: {}", what, e.getClass().getName());
    }
  }

  @Override
  public void close() {
    ticking.cancel(true);
    clock.shutdownNow();
  }
}
