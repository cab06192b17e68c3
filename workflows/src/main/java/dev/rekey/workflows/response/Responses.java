package dev.rekey.workflows.response;

import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.Runbook;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.Priority;

/** Starts responses and finds them: the only way in, for the door and for triggers. */
public final class Responses {
  private final WorkflowClient client;

  /** Takes a client whose converter is {@code worker.Wire}'s. */
  public Responses(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts the response, or tells the one that runs of one more report. When this returns, it is as
   * durable as the server is. The same report twice is one.
   *
   * @return false if the response has ended, and does not hear it any more
   */
  public boolean report(IncidentId incident, CompromiseReport report, Runbook runbook) {
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            ResponseWorkflow.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(ResponseWorkflow.id(incident))
                .setTaskQueue(ResponseWorkflow.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setPriority(Priority.newBuilder().setPriorityKey(1).build())
                .setDisableEagerExecution(false)
                .build());
    try {
      stub.start(new IncidentOrder(incident, report, runbook));
      return true;
    } catch (WorkflowExecutionAlreadyStarted before) {
      return toldRunning(incident, report);
    }
  }

  private boolean toldRunning(IncidentId incident, CompromiseReport report) {
    try {
      ResponseWorkflow running = of(incident);
      running.report(report);
      return !running.over();
    } catch (WorkflowNotFoundException ended) {
      return false;
    }
  }

  /** One response, to query or update it. */
  public ResponseWorkflow of(IncidentId incident) {
    return client.newWorkflowStub(ResponseWorkflow.class, ResponseWorkflow.id(incident));
  }

  /** A person acts. */
  public void decide(IncidentId incident, Decision decision) {
    of(incident).decide(decision);
  }
}
