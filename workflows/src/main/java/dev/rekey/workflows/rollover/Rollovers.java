package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.Priority;
import java.util.Optional;

/** Starts rollovers and finds running ones: the only way in. */
public final class Rollovers {
  private final WorkflowClient client;

  /** Takes a client whose converter is {@code worker.Wire}'s. */
  public Rollovers(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a rollover.
   *
   * @return false, and nothing changed, if one of the same authority runs
   */
  public boolean start(RolloverOrder order) {
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            RolloverWorkflow.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(RolloverWorkflow.id(order.authority()))
                .setTaskQueue(RolloverWorkflow.TASK_QUEUE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setPriority(
                    Priority.newBuilder().setPriorityKey(order.compromised() ? 1 : 3).build())
                .build());
    try {
      stub.start(order);
      return true;
    } catch (WorkflowExecutionAlreadyStarted running) {
      return false;
    }
  }

  /** The running or last rollover of an authority, to query, signal or update it. */
  public RolloverWorkflow of(String authority) {
    return client.newWorkflowStub(RolloverWorkflow.class, RolloverWorkflow.id(authority));
  }

  /** Where the running rollover of an authority stands; nothing if none runs. */
  public Optional<RolloverView> running(String authority) {
    try {
      boolean runs =
          WorkflowStub.fromTyped(of(authority)).describe().getStatus()
              == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      return runs ? Optional.of(of(authority).view()) : Optional.empty();
    } catch (WorkflowNotFoundException never) {
      return Optional.empty();
    }
  }
}
