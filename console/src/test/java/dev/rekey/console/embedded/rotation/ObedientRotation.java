package dev.rekey.console.embedded.rotation;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.rotation.Resumed;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rotation that does nothing but wait for orders; it declines to be withdrawn. */
public final class ObedientRotation implements RotationWorkflow {
  private final VersionId version = new VersionId(Workflow.randomUUID().toString());
  private boolean forced;

  @Override
  public RotationOutcome rotate(RotationRequest request, @Nullable Resumed resumed) {
    Workflow.await(() -> forced);
    return new RotationOutcome.Rotated(version);
  }

  @Override
  public RotationProgress progress() {
    return new RotationProgress(
        version,
        RotationStep.VERIFY,
        RotationState.BLOCKED,
        Instant.EPOCH,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void lookAgain() {}

  @Override
  public void force(Force force) {
    forced = true;
  }

  @Override
  public void checkForce(Force force) {}

  @Override
  public void withdraw(Withdrawal withdrawal) {}

  @Override
  public void checkWithdraw(Withdrawal withdrawal) {
    throw new IllegalStateException("there is no way back");
  }

  @Override
  public void supersede(String by) {}

  @Override
  public @Nullable VersionId revokeAtOnce(String by) {
    return null;
  }
}
