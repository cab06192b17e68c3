package dev.rekey.workflows.rotation;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The rotation of one credential. Its workflow id is {@link #id}; start it through {@link
 * Rotations}.
 */
@WorkflowInterface
public interface RotationWorkflow {
  /** Where rotations wait for a worker. */
  String TASK_QUEUE = "rekey-rotation";

  /** The workflow id: one per credential, so that there is one writer. */
  static String id(String secret) {
    return "rotation/" + secret;
  }

  /**
   * Rotates, and says how it ended. Never fails: what went wrong is in the outcome.
   *
   * @param request what to rotate, and why
   * @param resumed where an earlier run of the same rotation stood; null for a new rotation
   */
  @WorkflowMethod
  RotationOutcome rotate(RotationRequest request, @Nullable Resumed resumed);

  /** Where it stands. */
  @QueryMethod
  RotationProgress progress();

  /** Somebody acknowledged, or a session ended: look at the gate now. */
  @SignalMethod
  void lookAgain();

  /**
   * Opens the gate in spite of use. Rejected once revoke has begun in earnest, or without a gate.
   */
  @UpdateMethod
  void force(Force force);

  /** Checks a {@link #force}. */
  @UpdateValidatorMethod(updateName = "force")
  void checkForce(Force force);

  /** Asks to go back to the old version. Rejected past the point of no return. */
  @UpdateMethod
  void withdraw(Withdrawal withdrawal);

  /** Checks a {@link #withdraw}. */
  @UpdateValidatorMethod(updateName = "withdraw")
  void checkWithdraw(Withdrawal withdrawal);

  /**
   * A response takes over. Before the point of no return the rotation ends at the next safe point,
   * as superseded; after it the rotation finishes forward at once, its gate open. Either way, wait
   * for its end before the response writes.
   *
   * @param by the response, for people
   */
  @UpdateMethod
  void supersede(String by);

  /**
   * A response wants the old version dead now, whoever uses it. If the new one is made, the gate
   * opens, and the new one stays; else the response had better take over.
   *
   * @param by the response, for people
   * @return the new version, if it stays; else null
   */
  @UpdateMethod
  @Nullable VersionId revokeAtOnce(String by);
}
