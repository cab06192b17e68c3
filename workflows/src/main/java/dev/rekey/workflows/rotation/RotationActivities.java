package dev.rekey.workflows.rotation;

import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import io.temporal.activity.ActivityInterface;

/**
 * The steps of a rotation, each a call of the function of the credential's kind. Each may run
 * twice, at any time. A refusal arrives as an {@code ApplicationFailure} whose type is the name of
 * a {@link dev.rekey.model.FailureCode}; so a result is never {@link StepResult.Failed}.
 */
@ActivityInterface
public interface RotationActivities {
  /** Mints the new version, escrows it, installs it and logs in with it. */
  StepResult create(StepRequest request);

  /** Makes the new version current, and tells the consumers. */
  StepResult deploy(StepRequest request);

  /** Asks who still uses the old version, and whether the new one works. */
  StepResult verify(StepRequest request);

  /** Refuses the old version and proves it; {@link StepResult.Waiting} if somebody slipped in. */
  StepResult revoke(StepRequest request);

  /** Goes back to the old version: the compensation of create and deploy. */
  StepResult withdraw(StepRequest request);

  /** Puts a value away that the target refused; the rotation goes on with another version. */
  StepResult discard(StepRequest request);

  /** Tells the ledger how the rotation ended, if it did not reach its goal. */
  StepResult conclude(StepRequest request);
}
