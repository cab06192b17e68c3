package dev.rekey.exercise.clock;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What an exercise leaves open on a Temporal server that lives longer: it would stand there for
 * ever, since nobody works on it any more. An exercise is over although it cannot be ended.
 */
public final class LeftOpen {
  private static final String WHY = ClockedClient.MARK + ": it is over";

  /** Nobody waits longer for a server that is gone. */
  private static final long PATIENCE_SECONDS = 5;

  private LeftOpen() {}

  /**
   * Ends what an exercise left whose process died.
   *
   * @param real a client of the server it ran on, if that is there still
   * @param exercise the exercise's name
   */
  public static void endAll(WorkflowClient real, String exercise) {
    String those =
        "WorkflowId STARTS_WITH '%s' AND ExecutionStatus = 'Running'"
            .formatted(new Apart(exercise).workflow(""));
    try (Stream<WorkflowExecutionMetadata> found = real.listExecutions(those)) {
      end(real, found.map(one -> one.getExecution().getWorkflowId()).toList());
    } catch (StatusRuntimeException | WorkflowException unknown) {
      // the server in this process cannot be asked, and began with nothing
    }
  }

  /** Ends these workflows, if they are not over; nothing more once the server does not answer. */
  static void end(WorkflowClient real, List<String> workflows) {
    try {
      workflows.forEach(workflow -> end(real, workflow));
    } catch (StatusRuntimeException gone) {
      // with the server, or later by hand: each of them is marked
    }
  }

  private static void end(WorkflowClient real, String workflow) {
    try {
      var unused =
          real.getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .terminateWorkflowExecution(
                  TerminateWorkflowExecutionRequest.newBuilder()
                      .setNamespace(real.getOptions().getNamespace())
                      .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                      .setReason(WHY)
                      .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
  }
}
