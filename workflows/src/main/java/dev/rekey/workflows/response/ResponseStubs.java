package dev.rekey.workflows.response;

import dev.rekey.workflows.notice.NoticeActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * All time-outs and retries of a response. Calls to targets are tried twice in quick succession; if
 * that does not help, the workflow itself tries again, so that one dead target holds up no other.
 * What is written to the ledger is tried for ever.
 */
final class ResponseStubs {
  private static final Duration ONE_CALL = Duration.ofMinutes(2);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /** A call that no worker takes for so long is a gap that people must hear of. */
  private static final Duration CALL_PATIENCE = Duration.ofMinutes(5);

  /** Longer than the half minute that a routine rotation has to make way. */
  private static final Duration MAKING_WAY = Duration.ofMinutes(1);

  /** Containment comes next, and waits no longer for what may make it smaller. */
  private static final Duration BEFORE_CONTAINMENT = Duration.ofSeconds(10);

  private ResponseStubs() {}

  static ResponseActivities targets() {
    return Workflow.newActivityStub(ResponseActivities.class, oneCall().build());
  }

  /** What is asked beside containment takes no turn from it. */
  static ResponseActivities beside() {
    return Workflow.newActivityStub(ResponseActivities.class, behind(oneCall()).build());
  }

  private static ActivityOptions.Builder oneCall() {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(ONE_CALL)
        .setScheduleToCloseTimeout(CALL_PATIENCE)
        .setHeartbeatTimeout(SIGN_OF_LIFE)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(200))
                .setMaximumAttempts(2)
                .build());
  }

  /** The few calls that begin without a poll are left to containment, which also goes first. */
  private static ActivityOptions.Builder behind(ActivityOptions.Builder call) {
    return call.setDisableEagerExecution(true)
        .setPriority(Priority.newBuilder().setPriorityKey(2).build());
  }

  /** Asked before containment, which an answer may spare: without one, it begins. */
  static ResponseActivities probing() {
    return Workflow.newActivityStub(
        ResponseActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(BEFORE_CONTAINMENT)
            .setScheduleToCloseTimeout(BEFORE_CONTAINMENT)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  /** Tried again by the workflow, at its next look. */
  static OuterControlActivities outerControl() {
    return Workflow.newActivityStub(OuterControlActivities.class, threeTries());
  }

  private static ActivityOptions threeTries() {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(ONE_CALL)
        .setScheduleToCloseTimeout(CALL_PATIENCE)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setMaximumAttempts(3)
                .build())
        .build();
  }

  static IncidentActivities ledger() {
    return Workflow.newActivityStub(IncidentActivities.class, forEver(Duration.ofSeconds(30)));
  }

  static IncidentActivities evidence() {
    return Workflow.newActivityStub(IncidentActivities.class, threeTries());
  }

  static IncidentActivities rotations() {
    return Workflow.newActivityStub(
        IncidentActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(MAKING_WAY)
            .setScheduleToCloseTimeout(MAKING_WAY.multipliedBy(2))
            .build());
  }

  static IncidentActivities hurried() {
    return Workflow.newActivityStub(
        IncidentActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(BEFORE_CONTAINMENT)
            .setScheduleToCloseTimeout(BEFORE_CONTAINMENT)
            .setRetryOptions(
                RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(500)).build())
            .build());
  }

  static NoticeActivities notices() {
    return Workflow.newActivityStub(NoticeActivities.class, forEver(Duration.ofMinutes(2)));
  }

  private static ActivityOptions forEver(Duration oneCall) {
    return behind(ActivityOptions.newBuilder())
        .setStartToCloseTimeout(oneCall)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setMaximumInterval(Duration.ofMinutes(1))
                .build())
        .build();
  }
}
