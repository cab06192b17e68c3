package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import io.temporal.workflow.Workflow;

/**
 * The values that a rotation tries. A target may refuse one by rules of its own, and take the next:
 * then the refused one is put away, and the rotation begins anew with a fresh version, since a
 * version has one value for ever.
 */
final class Values {
  /** What refuses three random values refuses them all. */
  private static final int MOST = 3;

  private final Standing standing;
  private final Steps steps;
  private int tried = 1;

  Values(Standing standing, Steps steps) {
    this.standing = standing;
    this.steps = steps;
  }

  /** A fresh version's id. */
  static VersionId fresh() {
    return new VersionId(Workflow.randomUUID().toString());
  }

  /**
   * Goes on to the next value.
   *
   * @throws StepFailed the refusal itself, if it is not about the value, or there is no next one
   */
  void after(StepFailed refusal) {
    if (refusal.code() != FailureCode.VALUE_REJECTED) {
      throw refusal;
    }
    if (tried == MOST || !discarded(refusal)) {
      throw new StepFailed(
          refusal.step(),
          refusal.code(),
          refusal.reason() + " (values tried: " + tried + ")",
          refusal.users());
    }
    tried++;
    standing.renew(fresh());
  }

  /** What cannot be put away is left to the way back, which can wait. */
  private boolean discarded(StepFailed refusal) {
    standing.turnAside(RotationStep.DISCARD);
    try {
      return steps.discard(refusal) instanceof StepResult.Done;
    } catch (StepFailed notPutAway) {
      return false;
    }
  }
}
