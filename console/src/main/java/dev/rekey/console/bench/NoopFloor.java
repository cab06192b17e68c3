package dev.rekey.console.bench;

import dev.rekey.workflows.worker.WorkerLimits;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Floor 2: workflows of the same shape as a rotation, whose steps do nothing, on the same server.
 */
final class NoopFloor {
  private static final String REQUEST = "x".repeat(900); // what a rotation's request has

  private static final String ANSWER = "x".repeat(250); // what a step's facts have, on average
  private static final int STEPS = 4;
  private static final int STARTERS = 8;
  private static final int PATIENCE_MINUTES = 15;

  private final WorkflowClient client;
  private final String taskQueue = "rekey-bench-" + UUID.randomUUID();

  NoopFloor(WorkflowClient client) {
    this.client = client;
  }

  /** How many a second, started as fast as the server takes them. */
  double perSecond(int workflows) throws InterruptedException {
    CountDownLatch steps = new CountDownLatch(workflows * STEPS);
    WorkerFactory factory = worker(steps);
    try (ExecutorService starters = Executors.newFixedThreadPool(STARTERS)) {
      long start = System.nanoTime();
      for (int i = 0; i < workflows; i++) {
        starters.execute(this::startOne);
      }
      if (!steps.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("The empty workflows did not end");
      }
      return workflows / ((System.nanoTime() - start) / 1e9);
    } finally {
      factory.shutdownNow();
    }
  }

  private WorkerFactory worker(CountDownLatch steps) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    WorkerLimits limits = WorkerLimits.DEFAULT;
    Worker worker =
        factory.newWorker(
            taskQueue,
            WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskExecutionSize(limits.tasks())
                .setMaxConcurrentLocalActivityExecutionSize(limits.rotations())
                .setMaxConcurrentWorkflowTaskPollers(limits.pollers())
                .build());
    worker.registerWorkflowImplementationTypes(NoopWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        (NoopActivities)
            request -> {
              steps.countDown();
              return ANSWER;
            });
    factory.start();
    return factory;
  }

  private void startOne() {
    NoopWorkflow workflow =
        client.newWorkflowStub(
            NoopWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("noop-" + UUID.randomUUID())
                .setTaskQueue(taskQueue)
                .setDisableEagerExecution(false)
                .build());
    WorkflowClient.start(workflow::run, REQUEST);
  }
}
