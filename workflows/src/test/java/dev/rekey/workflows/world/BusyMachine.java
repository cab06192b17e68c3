package dev.rekey.workflows.world;

import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/** What a worker in a test allows for, since the machine also does other things. */
public final class BusyMachine {
  /** The first task of a workflow loads classes, at times for longer than Temporal's one second. */
  public static final WorkerOptions WORKER =
      WorkerOptions.newBuilder()
          .setDefaultDeadlockDetectionTimeout(Duration.ofMinutes(1).toMillis())
          .build();

  private BusyMachine() {}
}
