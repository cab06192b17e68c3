package dev.rekey.workflows.rotation;

import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Tells the ledger how a rotation ended that did not reach its goal. One that did has told it with
 * its last step, so the healthy path has none of this.
 */
final class Conclusion {
  /**
   * A response waits half a minute for the rotation to make way: the record must not hold it up.
   */
  private static final Duration RESPONSE_WAITS = Duration.ofSeconds(15);

  private final Standing standing;
  private final Wishes wishes;
  private final Steps steps;

  Conclusion(Standing standing, Wishes wishes, Steps steps) {
    this.standing = standing;
    this.wishes = wishes;
    this.steps = steps;
  }

  /**
   * Has the outcome written down, and answers it. A ledger that is away is waited for as long as
   * for any step that cannot be taken back; then the rotation ends all the same, as it did.
   */
  RotationOutcome of(RotationOutcome outcome) {
    standing.begin(RotationStep.CONCLUDE);
    standing.become(RotationState.RUNNING);
    Promise<StepResult> written = steps.conclude(outcome);
    standing.stuckUnless(() -> written.isCompleted() || wishes.overtaken());
    if (!written.isCompleted()) {
      Workflow.await(RESPONSE_WAITS, written::isCompleted);
    }
    if (!written.isCompleted() || written.getFailure() != null) {
      Workflow.getLogger(Conclusion.class)
          .warn("The ledger did not hear how {} ended", standing.version());
    }
    standing.become(RotationState.RUNNING);
    return outcome;
  }
}
