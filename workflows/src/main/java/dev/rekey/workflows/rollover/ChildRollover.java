package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverOutcome;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/** A rollover that a response starts: the ordinary one, which outlives who started it. */
public final class ChildRollover {
  private ChildRollover() {}

  /** Starts it; the promise fails if another rollover of the authority runs. */
  public static Promise<RolloverOutcome> start(RolloverOrder order) {
    RolloverWorkflow child =
        Workflow.newChildWorkflowStub(
            RolloverWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(RolloverWorkflow.id(order.authority()))
                .setTaskQueue(RolloverWorkflow.TASK_QUEUE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    return Async.function(child::roll, order, null);
  }

  /** Whatever rollover of the authority runs, to signal it. */
  public static RolloverWorkflow of(String authority) {
    return Workflow.newExternalWorkflowStub(RolloverWorkflow.class, RolloverWorkflow.id(authority));
  }
}
