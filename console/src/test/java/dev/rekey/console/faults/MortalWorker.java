package dev.rekey.console.faults;

import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Temporal server that skips time, and one worker after another. */
final class MortalWorker implements AutoCloseable {
  /** After which the server gives a dead worker's task to another; nothing skips this time. */
  private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(2);

  private final TestWorkflowEnvironment temporal;
  private final WorkflowClientOptions options;
  private final WorkflowClient client;
  private final FunctionInvoker functions;
  private WorkerFactory alive;
  private Line line = new Line();

  MortalWorker(FunctionInvoker functions) {
    this.options =
        WorkflowClientOptions.newBuilder()
            .setDataConverter(Wire.converter())
            .setInterceptors(new SoonTakenForDead())
            .build();
    TestEnvironmentOptions.Builder server =
        TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(options);
    SearchAttributes.ALL.forEach(
        key ->
            server.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    this.temporal = TestWorkflowEnvironment.newInstance(server.build());
    this.client = WorkflowClient.newInstance(temporal.getWorkflowServiceStubs(), options);
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
    line.cut = true;
    alive.shutdownNow();
    line = new Line();
    alive = start();
  }

  private WorkerFactory start() {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setChannel(temporal.getWorkflowServiceStubs().getRawChannel())
                .setGrpcClientInterceptors(List.of(line))
                .validateAndBuildWithDefaults());
    WorkerFactory factory = WorkerFactory.newInstance(WorkflowClient.newInstance(stubs, options));
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
    line.cut = true;
    alive.shutdownNow();
    temporal.close();
  }

  /** A worker's line to the server: a dead one says nothing more, not even that it still works. */
  private static final class Line implements ClientInterceptor {
    private volatile boolean cut;

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions calling, Channel next) {
      return cut ? new Unheard<>() : next.newCall(method, calling);
    }
  }

  /** A call that fails before it leaves. */
  private static final class Unheard<Q, A> extends ClientCall<Q, A> {
    @Override
    public void start(Listener<A> listener, Metadata headers) {
      listener.onClose(Status.UNAVAILABLE, new Metadata());
    }

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
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
