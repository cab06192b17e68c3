package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Trigger;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.Priority;

/** Starts what sees to a trigger, each trigger once. */
public final class Triggers {
  private final WorkflowClient client;

  /** Takes a client whose converter is {@code worker.Wire}'s. */
  public Triggers(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts the workflow of a trigger; when this returns, it is as durable as the server is.
   *
   * @return false if it was started before, and may have ended
   */
  public boolean start(Trigger trigger) {
    try {
      client
          .newUntypedWorkflowStub(TriggerWorkflow.class.getSimpleName(), options(trigger))
          .start(trigger);
      return true;
    } catch (WorkflowExecutionAlreadyStarted before) {
      return false;
    }
  }

  private static WorkflowOptions options(Trigger trigger) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(TriggerWorkflow.id(trigger))
        .setTaskQueue(TriggerWorkflow.TASK_QUEUE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setPriority(Priority.newBuilder().setPriorityKey(priority(trigger)).build())
        .build();
  }

  /** As rotations have it: 1 overtakes all others. */
  private static int priority(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Respond respond -> 1;
      case Trigger.Rotate rotate -> 2;
      case Trigger.Finish finish -> 3;
      case Trigger.Ask ask -> 4;
      case Trigger.Sweep sweep -> 5;
    };
  }
}
