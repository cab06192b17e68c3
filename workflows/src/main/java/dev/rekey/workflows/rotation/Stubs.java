package dev.rekey.workflows.rotation;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * All time-outs and retries of a rotation. A step runs first <em>in haste</em>, inside the workflow
 * task, which costs the server next to nothing; if it fails there and may heal, it goes on as a
 * durable activity: <em>patient</em> where the rotation can still be withdrawn,
 * <em>irrevocable</em> where it can only go forward. A function's refusal says by itself whether
 * trying again makes sense.
 */
final class Stubs {
  /** How long what cannot be taken back is tried: a long weekend, then people must look. */
  static final Duration NEARLY_FOR_EVER = Duration.ofDays(7);

  /** Longer than any step takes that works; Lambda's own limit is 15 minutes. */
  private static final Duration ONE_ATTEMPT = Duration.ofMinutes(5);

  /** A worker that is silent for so long is dead, and another one runs the step again. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private static final Duration ONE_HASTY_ATTEMPT = Duration.ofSeconds(20);

  private Stubs() {}

  /** Two short attempts inside the workflow task; the arguments are not written to the history. */
  static RotationActivities inHaste() {
    return Workflow.newLocalActivityStub(
        RotationActivities.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_HASTY_ATTEMPT)
            .setScheduleToCloseTimeout(ONE_HASTY_ATTEMPT.multipliedBy(2).plusSeconds(2))
            .setDoNotIncludeArgumentsIntoMarker(true)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(200))
                    .setMaximumAttempts(2)
                    .build())
            .build());
  }

  /** Gives up after the step's deadline. */
  static RotationActivities patient(Duration stepDeadline) {
    return durable(stepDeadline);
  }

  /** Gives up only when waiting longer would hide the trouble. */
  static RotationActivities irrevocable() {
    return durable(NEARLY_FOR_EVER);
  }

  private static RotationActivities durable(Duration patience) {
    return Workflow.newActivityStub(
        RotationActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_ATTEMPT)
            .setScheduleToCloseTimeout(patience)
            .setHeartbeatTimeout(SIGN_OF_LIFE)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build());
  }
}
