package dev.rekey.workflows.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.StatusUtils;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether Temporal works: it is asked for a workflow that there is not. That there is none it knows
 * from its database, which a mere greeting would not ask.
 */
public final class TemporalPulse implements BooleanSupplier {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String NOBODY = "rekey-sign-of-life";

  private final WorkflowClient client;

  /** Takes a client of the server. */
  public TemporalPulse(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public boolean getAsBoolean() {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .describeWorkflowExecution(
              DescribeWorkflowExecutionRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setExecution(WorkflowExecution.newBuilder().setWorkflowId(NOBODY))
                  .build());
      return true;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Status.Code.NOT_FOUND
          && !StatusUtils.hasFailure(e, NamespaceNotFoundFailure.class);
    }
  }
}
