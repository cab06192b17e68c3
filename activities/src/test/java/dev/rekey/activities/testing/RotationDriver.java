package dev.rekey.activities.testing;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * What the workflow does with the steps, without Temporal: a crash starts it again from the first
 * step with the same version; a retryable failure repeats the step; a final one before revoke
 * withdraws.
 */
public final class RotationDriver {
  private static final int MOST_CALLS = 400;
  private static final List<RotationStep> ROUTINE =
      List.of(RotationStep.CREATE, RotationStep.DEPLOY, RotationStep.VERIFY, RotationStep.REVOKE);
  private static final List<RotationStep> COMPROMISE =
      List.of(
          RotationStep.REVOKE,
          RotationStep.CREATE,
          RotationStep.DEPLOY,
          RotationStep.VERIFY,
          RotationStep.REVOKE);

  private final RotationSteps steps;
  private final CredentialSpec spec;
  private final VersionId version;
  private final RotationReason reason;
  private final Runnable whileWaiting;
  private boolean workerSurvives;
  private int calls;

  /** Takes the steps, what to rotate to which version and why, and what others do meanwhile. */
  public RotationDriver(
      RotationSteps steps,
      CredentialSpec spec,
      VersionId version,
      RotationReason reason,
      Runnable whileWaiting) {
    this.steps = steps;
    this.spec = spec;
    this.version = version;
    this.reason = reason;
    this.whileWaiting = whileWaiting;
  }

  /** From now on a crash takes the function alone: the worker lives, and repeats the step. */
  public RotationDriver functionsDieAlone() {
    workerSurvives = true;
    return this;
  }

  /** Runs to the end; empty when rotated, otherwise why it was withdrawn or left. */
  public Optional<FailureCode> run() {
    while (true) {
      try {
        return runOnce();
      } catch (Crash crash) {
        calls++; // and again from the first step
      }
    }
  }

  /** Runs one step once, whatever it answers. */
  public StepResult call(RotationStep step) {
    if (calls++ > MOST_CALLS) {
      throw new AssertionError("no end in sight at " + step);
    }
    return steps.run(new StepRequest(step, spec, version, reason, "ann", Optional.empty()));
  }

  private Optional<FailureCode> runOnce() {
    for (RotationStep step : reason.oldIsTrusted() ? ROUTINE : COMPROMISE) {
      try {
        patiently(step);
      } catch (StepFailedException e) {
        if (step != RotationStep.REVOKE && reason.oldIsTrusted()) {
          patiently(RotationStep.WITHDRAW);
        }
        return Optional.of(e.code());
      }
    }
    return Optional.empty();
  }

  private void patiently(RotationStep step) {
    while (true) {
      try {
        if (call(step) instanceof StepResult.Done) {
          return;
        }
        whileWaiting.run();
      } catch (Crash crash) {
        if (!workerSurvives) {
          throw crash;
        }
      } catch (StepFailedException e) {
        if (!e.code().retryable()) {
          throw e;
        }
      }
    }
  }
}
