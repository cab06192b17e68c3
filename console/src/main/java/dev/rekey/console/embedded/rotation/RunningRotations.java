package dev.rekey.console.embedded.rotation;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the rotations that run, by one question where the server can list workflows. */
final class RunningRotations {
  private static final String RUNNING =
      "WorkflowType = '"
          + RotationWorkflow.class.getSimpleName()
          + "' AND ExecutionStatus = 'Running'";

  private final WorkflowClient client;
  private final Supplier<List<SecretId>> open;

  RunningRotations(WorkflowClient client, Supplier<List<SecretId>> open) {
    this.client = client;
    this.open = open;
  }

  /** How each rotation fares that runs. */
  Map<SecretId, RotationState> states() {
    return in(EnumSet.allOf(RotationState.class));
  }

  /** Those that fare like this. The server looks for them: they are few, and others many. */
  Map<SecretId, RotationState> in(Set<RotationState> states) {
    try (Stream<WorkflowExecutionMetadata> listed = client.listExecutions(query(states))) {
      return listed.collect(
          Collectors.toMap(RunningRotations::secret, RunningRotations::state, (a, b) -> a));
    } catch (StatusRuntimeException | WorkflowServiceException e) {
      if (unimplemented(e)) {
        return oneByOne(states);
      }
      throw e;
    }
  }

  /** For the server inside our own process: to ask it is cheap. */
  private Map<SecretId, RotationState> oneByOne(Set<RotationState> states) {
    return open.get().stream()
        .map(this::described)
        .flatMap(Optional::stream)
        .filter(m -> m.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
        .filter(m -> !told(states) || states.contains(state(m)))
        .collect(Collectors.toMap(RunningRotations::secret, RunningRotations::state));
  }

  private Optional<WorkflowExecutionMetadata> described(SecretId secret) {
    try {
      return Optional.of(
          client.newUntypedWorkflowStub(RotationWorkflow.id(secret.value())).describe());
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  /** A search attribute follows the state only of what is not healthy. */
  private static String query(Set<RotationState> states) {
    return told(states)
        ? RUNNING
            + states.stream()
                .map(state -> "'" + state.name() + "'")
                .collect(
                    Collectors.joining(
                        ", ", " AND " + SearchAttributes.STATE.getName() + " IN (", ")"))
        : RUNNING;
  }

  private static boolean told(Set<RotationState> states) {
    return !states.isEmpty()
        && Set.of(RotationState.STUCK, RotationState.BLOCKED).containsAll(states);
  }

  private static boolean unimplemented(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(StatusRuntimeException.class::isInstance)
        .anyMatch(cause -> Status.fromThrowable(cause).getCode() == Status.Code.UNIMPLEMENTED);
  }

  private static SecretId secret(WorkflowExecutionMetadata workflow) {
    String id = workflow.getExecution().getWorkflowId();
    return new SecretId(id.substring(RotationWorkflow.id("").length()));
  }

  private static RotationState state(WorkflowExecutionMetadata workflow) {
    String state = workflow.getTypedSearchAttributes().get(SearchAttributes.STATE);
    return state == null ? RotationState.RUNNING : RotationState.valueOf(state);
  }
}
