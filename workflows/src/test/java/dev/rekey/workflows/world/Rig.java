package dev.rekey.workflows.world;

import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;

/** A Temporal server that skips time, a worker, and a world. */
public final class Rig implements AutoCloseable {
  private final TestWorkflowEnvironment temporal;

  /** Starts all three. */
  public Rig(World world) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = temporal.newWorker(RotationWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(RotationWorkflowImpl.class);
    worker.registerActivitiesImplementations(new RotationActivitiesAdapter(world));
    temporal.start();
  }

  /** The server. */
  public TestWorkflowEnvironment temporal() {
    return temporal;
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

  @Override
  public void close() {
    temporal.close();
  }
}
