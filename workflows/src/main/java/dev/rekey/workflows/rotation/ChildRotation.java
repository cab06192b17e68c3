package dev.rekey.workflows.rotation;

import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/** A rotation that another workflow starts: the ordinary one, which outlives who started it. */
public final class ChildRotation {
  private ChildRotation() {}

  /** Starts it; the promise fails if another rotation of the credential runs. */
  public static Promise<RotationOutcome> start(RotationRequest request) {
    RotationWorkflow child =
        Workflow.newChildWorkflowStub(
            RotationWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(RotationWorkflow.id(request.credential().secret().value()))
                .setTaskQueue(RotationWorkflow.TASK_QUEUE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    return Async.function(child::rotate, request, null);
  }
}
