package dev.rekey.console.embedded.incident;

import dev.rekey.activities.incident.IncidentSignals;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.workflows.response.Declarations;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has responses begin for signals that were accepted while Temporal was away, or by a server that
 * was killed between its answer and Temporal. Several servers may do so at once: a response that is
 * told twice hears once.
 */
final class Unheard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Unheard.class);
  private static final int AT_ONCE = 100;

  private final IncidentSignals signals;
  private final Declarations declarations;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-unheard-signals").factory());
  private final ScheduledFuture<?> looking;

  /** Looks every so often, the first time at once. */
  Unheard(IncidentSignals signals, Declarations declarations, Duration pause) {
    this.signals = signals;
    this.declarations = declarations;
    this.looking =
        clock.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Neither half keeps the other from its turn. */
  private void look() {
    attempt(signals::catchUp);
    attempt(() -> signals.unheard(AT_ONCE).forEach(this::begin));
  }

  /** A throw would end all looking for ever. */
  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.warn("The ledger did not say which signals wait: {}", e.getClass().getName());
    }
  }

  private void begin(Opened one) {
    try {
      declarations.begin(one);
      LOG.info("{} begins late, for it could not begin when it was accepted", one.incident());
    } catch (RuntimeException e) {
      LOG.warn("{} cannot begin yet: {}", one.incident(), e.getClass().getName());
    }
  }

  @Override
  public void close() {
    looking.cancel(true);
    clock.shutdownNow();
  }
}
