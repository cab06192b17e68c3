package dev.rekey.workflows.world;

import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Temporal server that skips time, a worker, and a world. */
public final class Rig implements AutoCloseable {
  private final TestWorkflowEnvironment temporal;

  private final Worker worker;

  /** Starts all three. */
  public Rig(World world) {
    this(world, RotationWorkflowImpl.class);
  }

  /** Starts all three with another implementation of the workflow. */
  public Rig(World world, Class<? extends RotationWorkflow> rotation) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setIdentity("rig") // histories are kept: no host name in them
                    .setDataConverter(Wire.converter())
                    .build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    worker = temporal.newWorker(RotationWorkflow.TASK_QUEUE, BusyMachine.WORKER);
    worker.registerWorkflowImplementationTypes(rotation);
    worker.registerActivitiesImplementations(new RotationActivitiesAdapter(world));
    temporal.start();
  }

  /** The server. */
  public TestWorkflowEnvironment temporal() {
    return temporal;
  }

  /** The worker, to replay with. */
  public Worker worker() {
    return worker;
  }

  /** The way in. */
  public Rotations rotations() {
    return new Rotations(temporal.getWorkflowClient());
  }

  /** Rotates, and waits for the outcome. */
  public RotationOutcome rotate(RotationRequest request) {
    rotations().start(Requests.due(request));
    return outcome(request);
  }

  /** Waits for the outcome of a running rotation. */
  public RotationOutcome outcome(RotationRequest request) {
    return stub(request).getResult(RotationOutcome.class);
  }

  /** The running or last rotation, untyped. */
  public WorkflowStub stub(RotationRequest request) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(RotationWorkflow.id(request.credential().secret().value()));
  }

  /** The running or last rotation. */
  public RotationWorkflow workflow(RotationRequest request) {
    return rotations().of(request.credential().secret());
  }

  /** How many steps in haste the history has, of the one rotation that tests run. */
  public int markers() {
    return Math.toIntExact(
        temporal.getWorkflowClient().fetchHistory("rotation/orders/db").getEvents().stream()
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED)
            .count());
  }

  /** When a run ended, by the server's clock. */
  public Instant closed(Started run) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            WorkflowTargetOptions.newBuilder()
                .setWorkflowId(run.workflowId())
                .setRunId(run.runId())
                .build())
        .describe()
        .getCloseTime();
  }

  /** When its current run began. */
  public Instant started(RotationRequest request) {
    return stub(request).describe().getStartTime();
  }

  /** How it fares, by the search attribute. */
  public @Nullable String state(RotationRequest request) {
    return stub(request).describe().getTypedSearchAttributes().get(SearchAttributes.STATE);
  }

  @Override
  public void close() {
    temporal.close();
  }
}
