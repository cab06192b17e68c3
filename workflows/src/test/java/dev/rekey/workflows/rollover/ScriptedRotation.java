package dev.rekey.workflows.rollover;

import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.Resumed;
import dev.rekey.workflows.world.SilentRotation;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rotation of which only the outcome counts. */
public final class ScriptedRotation extends SilentRotation {
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
}
