package dev.rekey.workflows.rotation;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationReason;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts rotations and finds running ones: the only way in, for the door and for the sweep. */
public final class Rotations {
  /**
   * A response contains within a minute; half of it may go by while a routine rotation makes way.
   */
  private static final Duration MAKE_WAY = Duration.ofSeconds(30);

  private static final String REQUESTED_BY = "requestedBy";

  private final WorkflowClient client;

  /** Takes a client whose converter is {@code worker.Wire}'s. */
  public Rotations(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a rotation, or joins the one that runs for the same credential. A compromise does not
   * join a routine rotation: that one makes way first, and is joined only if it cannot within half
   * a minute, which means that it is past its point of no return and revokes the old version with
   * its gate open.
   */
  public Started start(DueCredential due) {
    Started started = startOrJoin(due);
    boolean response = due.request().reason() == RotationReason.COMPROMISED;
    if (response && started.joined() && isRoutine(started) && madeWay(started, due)) {
      return startOrJoin(due);
    }
    return started;
  }

  /**
   * The running or last rotation of a credential, if it was started for this very asker: for those
   * who may have started it without hearing of it.
   */
  public Optional<Started> startedFor(DueCredential due) {
    SecretId secret = due.request().credential().secret();
    try {
      WorkflowExecutionDescription last = WorkflowStub.fromTyped(of(secret)).describe();
      return due.request().requestedBy().equals(last.getMemo(REQUESTED_BY, String.class))
          ? Optional.of(new Started(id(due), last.getExecution().getRunId(), false))
          : Optional.empty();
    } catch (WorkflowNotFoundException never) {
      return Optional.empty();
    }
  }

  /** The running or last rotation of a credential, to query, signal or update it. */
  public RotationWorkflow of(SecretId secret) {
    return client.newWorkflowStub(RotationWorkflow.class, RotationWorkflow.id(secret.value()));
  }

  /** Where the running rotation of a credential stands, and what its last attempt met. */
  public Optional<RotationProgress> progress(SecretId secret) {
    Retries retries = new Retries(client.getOptions().getDataConverter());
    return running(secret).map(description -> retries.complete(of(secret).progress(), description));
  }

  private Optional<WorkflowExecutionDescription> running(SecretId secret) {
    try {
      return Optional.of(WorkflowStub.fromTyped(of(secret)).describe())
          .filter(
              one -> one.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    } catch (WorkflowNotFoundException never) {
      return Optional.empty();
    }
  }

  /**
   * Has a running routine rotation of this credential make way, and waits half a minute for its
   * end. None that runs is a success.
   *
   * @param by the response, for people
   * @throws WorkflowServiceException if the server does not answer, so that nothing is known
   */
  public void makeWay(SecretId secret, String by) {
    if (running(secret).isPresent()) {
      overtake(WorkflowStub.fromTyped(of(secret)), by);
    }
  }

  /**
   * Has the running rotation of this credential revoke the old version now, whoever uses it.
   *
   * @param by the response, for people
   * @return the new version, if it is made and stays
   * @throws WorkflowServiceException if the server does not answer, so that nothing is known
   */
  public Optional<VersionId> revokeAtOnce(SecretId secret, String by) {
    try {
      return Optional.ofNullable(of(secret).revokeAtOnce(by));
    } catch (WorkflowServiceException silent) {
      throw silent;
    } catch (WorkflowException ended) {
      return Optional.empty();
    }
  }

  private Started startOrJoin(DueCredential due) {
    String id = id(due);
    WorkflowStub rotation =
        client.newUntypedWorkflowStub(RotationWorkflow.class.getSimpleName(), options(id, due));
    try {
      return new Started(id, rotation.start(due.request()).getRunId(), false);
    } catch (WorkflowExecutionAlreadyStarted running) {
      return new Started(id, running.getExecution().getRunId(), true);
    }
  }

  private static String id(DueCredential due) {
    return RotationWorkflow.id(due.request().credential().secret().value());
  }

  private static WorkflowOptions options(String id, DueCredential due) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(RotationWorkflow.TASK_QUEUE)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL) // tells us that we joined
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setTypedSearchAttributes(SearchAttributes.of(due))
        .setMemo(Map.of(REQUESTED_BY, due.request().requestedBy()))
        .setPriority(Priority.newBuilder().setPriorityKey(priority(due)).build())
        .setDisableEagerExecution(
            false) // a worker in this process gets the first task in the reply
        .build();
  }

  /** 1 overtakes all others; Temporal knows five. */
  private static int priority(DueCredential due) {
    return due.request().reason() == RotationReason.COMPROMISED
        ? 1
        : switch (due.tier()) {
          case CRITICAL -> 2;
          case HIGH -> 3;
          case MEDIUM -> 4;
          case LOW -> 5;
        };
  }

  private boolean isRoutine(Started running) {
    return !RotationReason.COMPROMISED
        .name()
        .equals(stub(running).describe().getTypedSearchAttributes().get(SearchAttributes.REASON));
  }

  private boolean madeWay(Started running, DueCredential response) {
    return overtake(stub(running), response.request().requestedBy());
  }

  private static boolean overtake(WorkflowStub rotation, String by) {
    try {
      rotation.update("supersede", Void.class, "a response by " + by);
      rotation.getResult(MAKE_WAY.toMillis(), TimeUnit.MILLISECONDS, Object.class);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (WorkflowServiceException silent) { // which is no end of the rotation
      throw silent;
    } catch (WorkflowException endedMeanwhile) {
      return true;
    }
  }

  private WorkflowStub stub(Started running) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(running.workflowId())
            .setRunId(running.runId())
            .build());
  }
}
