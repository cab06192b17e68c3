package dev.rekey.workflows.worker;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server that a durable step's worker lives, so that a dead one is replaced within
 * seconds and not after the attempt's whole time. Steps inside a workflow task have the task's own
 * time-out.
 */
final class Pulse {
  /** A third of the heartbeat time-out in {@code Stubs}. */
  private static final Duration BEAT = Duration.ofSeconds(5);

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-pulse").factory());

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private Pulse() {}

  /** Runs a step of the activity that this thread executes, with a pulse where it needs one. */
  static <T> T during(Supplier<T> step) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    if (context.getInfo().isLocal()) {
      return step.get();
    }
    ScheduledFuture<?> beats =
        CLOCK.scheduleWithFixedDelay(
            () -> beat(context), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return step.get();
    } finally {
      beats.cancel(false);
    }
  }

  /**
   * A cancellation waits until the attempt ends: what the function does now cannot be called back.
   */
  private static void beat(ActivityExecutionContext context) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException cancelledOrGone) {
      LOG.debug("A step goes on although nobody waits for it any more");
    }
  }
}
