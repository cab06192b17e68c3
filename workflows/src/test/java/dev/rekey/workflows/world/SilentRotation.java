package dev.rekey.workflows.world;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.Withdrawal;
import org.jspecify.annotations.Nullable;

/** A rotation that heeds nobody and tells nothing: what it does is for others to say. */
public abstract class SilentRotation implements RotationWorkflow {
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
