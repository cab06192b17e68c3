package dev.rekey.console.faults;

import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/** A Temporal server that skips time, and one worker after another. */
final class MortalWorker implements AutoCloseable {
  /** After which the server gives a dead worker's task to another; nothing skips this time. */
  private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(2);

  private final TestWorkflowEnvironment temporal;
  private final WorkflowClient client;
  private final FunctionInvoker functions;
  private WorkerFactory alive;

  MortalWorker(FunctionInvoker functions) {
    WorkflowClientOptions ours =
        WorkflowClientOptions.newBuilder()
            .setDataConverter(Wire.converter())
            .setInterceptors(new SoonTakenForDead())
            .build();
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(ours);
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    this.temporal = TestWorkflowEnvironment.newInstance(options.build());
    this.client = WorkflowClient.newInstance(temporal.getWorkflowServiceStubs(), ours);
    this.functions = functions;
    this.alive = start();
  }

  /** For whoever waits for an end; time is skipped meanwhile. One at a time may. */
  WorkflowClient waiting() {
    return temporal.getWorkflowClient();
  }

  /** For everybody else. */
  WorkflowClient client() {
    return client;
  }

  /** The worker dies as by kill -9, and another one starts. */
  synchronized void dieAndStart() {
    alive.shutdownNow();
    alive = start();
  }

  private WorkerFactory start() {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker =
        factory.newWorker(
            RotationWorkflow.TASK_QUEUE,
            WorkerOptions.newBuilder()
                // The server for tests never takes tasks back from a worker's own queue.
                .setStickyQueueScheduleToStartTimeout(Duration.ZERO)
                .build());
    worker.registerWorkflowImplementationTypes(RotationWorkflowImpl.class);
    worker.registerActivitiesImplementations(new RotationActivitiesAdapter(functions));
    factory.start();
    return factory;
  }

  @Override
  public synchronized void close() {
    alive.shutdownNow();
    temporal.close();
  }

  /** Shortens the time after which a task is given to another worker. */
  private static final class SoonTakenForDead extends WorkflowClientInterceptorBase {
    @Override
    public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
        WorkflowClientCallsInterceptor next) {
      return new WorkflowClientCallsInterceptorBase(next) {
        @Override
        public WorkflowStartOutput start(WorkflowStartInput input) {
          return super.start(
              new WorkflowStartInput(
                  input.getWorkflowId(),
                  input.getWorkflowType(),
                  input.getHeader(),
                  input.getArguments(),
                  WorkflowOptions.newBuilder(input.getOptions())
                      .setWorkflowTaskTimeout(TAKEN_FOR_DEAD)
                      .build()));
        }
      };
    }
  }
}
