package dev.rekey.workflows.rollover;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.Resumed;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rotation of which only the outcome counts. */
public final class ScriptedRotation implements RotationWorkflow {
  /** Where the outcome comes from. */
  @ActivityInterface
  public interface Outcomes {
    /** The outcome of this one. */
    RotationOutcome rotated(RotationRequest request);
  }

  @Override
  public RotationOutcome rotate(RotationRequest request, @Nullable Resumed resumed) {
    return Workflow.newLocalActivityStub(
            Outcomes.class,
            LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .build())
        .rotated(request);
  }

  @Override
  public RotationProgress progress() {
    throw new IllegalStateException("nobody asks");
  }

  @Override
  public void lookAgain() {}

  @Override
  public void force(Force force) {}

  @Override
  public void checkForce(Force force) {}

  @Override
  public void withdraw(Withdrawal withdrawal) {}

  @Override
  public void checkWithdraw(Withdrawal withdrawal) {}

  @Override
  public void supersede(String by) {}

  @Override
  public @Nullable VersionId revokeAtOnce(String by) {
    return null;
  }
}
