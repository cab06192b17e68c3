package dev.rekey.console.embedded.rotation;

import dev.rekey.console.api.RunningRotation;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.workflows.rotation.RotationWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Which rotations run, and where each stands. */
final class RunningRotations {
  private static final String RUNNING =
      "WorkflowType = 'RotationWorkflow' AND ExecutionStatus = 'Running'";
  private static final int AT_ONCE = 16;

  private final WorkflowClient client;
  private final Supplier<List<SecretId>> open;

  RunningRotations(WorkflowClient client, Supplier<List<SecretId>> open) {
    this.client = client;
    this.open = open;
  }

  /** Whether a rotation of this credential runs. */
  boolean runs(SecretId secret) {
    try {
      return stub(secret).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException never) {
      return false;
    }
  }

  /** Where the rotation of a credential stands, if one runs. */
  Optional<RotationProgress> progress(SecretId secret) {
    return runs(secret)
        ? Optional.of(stub(secret).query("progress", RotationProgress.class))
        : Optional.empty();
  }

  /** All of them. */
  List<RunningRotation> all() {
    List<SecretId> secrets = secrets();
    List<RunningRotation> all = new ArrayList<>();
    try (ExecutorService asking = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Optional<RunningRotation>>> answers = new ArrayList<>();
      for (SecretId secret : secrets) {
        answers.add(asking.submit(() -> one(secret)));
      }
      for (Future<Optional<RunningRotation>> answer : answers) {
        answer.get().ifPresent(all::add);
      }
      return all;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return all;
    }
  }

  private Optional<RunningRotation> one(SecretId secret) {
    return progress(secret)
        .map(at -> new RunningRotation(secret, RotationWorkflow.id(secret.value()), at));
  }

  private List<SecretId> secrets() {
    int prefix = RotationWorkflow.id("").length();
    try {
      return client
          .listExecutions(RUNNING)
          .map(running -> new SecretId(running.getExecution().getWorkflowId().substring(prefix)))
          .toList();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) { // the in-JVM server cannot list
        return open.get();
      }
      throw e;
    }
  }

  private WorkflowStub stub(SecretId secret) {
    return client.newUntypedWorkflowStub(RotationWorkflow.id(secret.value()));
  }
}
