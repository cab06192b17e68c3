package dev.rekey.workflows.rollover;

import dev.rekey.workflows.notice.NoticeActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * All time-outs and retries of a rollover. What can be gone back from is tried for an hour; what
 * cannot, for a day, and then by the workflow anew, so that people see what is in the way.
 */
final class RolloverStubs {
  private static final Duration ONE_ATTEMPT = Duration.ofMinutes(5);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private RolloverStubs() {}

  static RolloverActivities patient() {
    return steps(Duration.ofHours(1));
  }

  static RolloverActivities forward() {
    return steps(Duration.ofDays(1));
  }

  private static RolloverActivities steps(Duration patience) {
    return Workflow.newActivityStub(
        RolloverActivities.class,
        options(ONE_ATTEMPT)
            .setScheduleToCloseTimeout(patience)
            .setHeartbeatTimeout(SIGN_OF_LIFE)
            .build());
  }

  /** Tried for ever. */
  static RolloverActivities ledger() {
    return Workflow.newActivityStub(
        RolloverActivities.class, options(Duration.ofSeconds(30)).build());
  }

  /** Tried for ever, and nobody waits for it. */
  static NoticeActivities notices() {
    return Workflow.newActivityStub(NoticeActivities.class, options(ONE_ATTEMPT).build());
  }

  private static ActivityOptions.Builder options(Duration attempt) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(attempt)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofMinutes(1))
                .build());
  }
}
