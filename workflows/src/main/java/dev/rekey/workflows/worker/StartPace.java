package dev.rekey.workflows.worker;

import dev.rekey.workflows.sweep.SweepBudget;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Keeps a sweep within its budget. One for a sweep; safe for threads. */
final class StartPace {
  private static final String OPEN =
      "WorkflowType = 'RotationWorkflow' AND ExecutionStatus = 'Running'"
          + " AND RekeyState = 'RUNNING'";
  private static final long COUNT_AGAIN = Duration.ofSeconds(1).toNanos();

  private final WorkflowClient client;
  private final SweepBudget budget;
  private long counted = System.nanoTime() - COUNT_AGAIN;
  private boolean full;

  StartPace(WorkflowClient client, SweepBudget budget) {
    this.client = client;
    this.budget = budget;
  }

  /** Waits until one more rotation may start, and at least until {@code earliest} (nanoTime). */
  long awaitTurn(long earliest) throws InterruptedException {
    while (earliest - System.nanoTime() > 0 || isFull()) {
      long wait = Math.max(earliest - System.nanoTime(), Duration.ofMillis(1).toNanos());
      LockSupport.parkNanos(Math.min(wait, COUNT_AGAIN));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return System.nanoTime() + Duration.ofSeconds(1).toNanos() / budget.startsPerSecond();
  }

  /** Counting is cheap for the server, but not free: once a second. */
  private synchronized boolean isFull() {
    if (System.nanoTime() - counted >= COUNT_AGAIN) {
      counted = System.nanoTime();
      full = open() >= budget.open();
    }
    return full;
  }

  /** A server that cannot count, such as the one for tests, sets no limit. */
  private long open() {
    try {
      return client.countWorkflows(OPEN).getCount();
    } catch (StatusRuntimeException cannotCount) {
      return 0;
    }
  }
}
