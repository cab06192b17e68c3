package dev.rekey.workflows.rotation;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationStep;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server knows of a step that it retries, and the workflow does not: the workflow hears of
 * a durable step only once it is over.
 */
final class Retries {
  private final DataConverter converter;

  Retries(DataConverter converter) {
    this.converter = converter;
  }

  /** The progress with the failure of the last attempt, where one is retried. */
  RotationProgress complete(RotationProgress progress, WorkflowExecutionDescription description) {
    return description.getRawDescription().getPendingActivitiesList().stream()
        .filter(PendingActivityInfo::hasLastFailure)
        .flatMap(pending -> failure(pending, progress.failure()).stream())
        .findFirst()
        .map(failure -> with(progress, failure))
        .orElse(progress);
  }

  private Optional<LastFailure> failure(PendingActivityInfo pending, Optional<LastFailure> before) {
    RuntimeException cause = converter.failureToException(pending.getLastFailure());
    return step(pending)
        .map(
            step -> {
              StepFailed failed = StepFailed.because(step, cause);
              Optional<LastFailure> hasty = before.filter(known -> known.step() == step);
              Instant at = lastTried(pending);
              return new LastFailure(
                  step,
                  failed.code(),
                  failed.reason(),
                  hasty.map(LastFailure::since).orElse(instant(pending.getScheduledTime())),
                  at,
                  hasty.map(LastFailure::attempts).orElse(0) + failures(pending));
            });
  }

  /** The attempt that runs or is waited for has not failed yet. */
  private static int failures(PendingActivityInfo pending) {
    return Math.max(1, pending.getAttempt() - 1);
  }

  private static Instant lastTried(PendingActivityInfo pending) {
    return instant(
        pending.hasLastAttemptCompleteTime()
            ? pending.getLastAttemptCompleteTime()
            : pending.hasLastStartedTime()
                ? pending.getLastStartedTime()
                : pending.getScheduledTime());
  }

  private static Optional<RotationStep> step(PendingActivityInfo pending) {
    return Stream.of(RotationStep.values())
        .filter(step -> step.name().equalsIgnoreCase(pending.getActivityType().getName()))
        .findFirst();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochMilli(Timestamps.toMillis(timestamp));
  }

  private static RotationProgress with(RotationProgress progress, LastFailure failure) {
    return new RotationProgress(
        progress.version(),
        progress.step(),
        progress.state(),
        progress.since(),
        progress.users(),
        Optional.of(failure),
        progress.goingBack());
  }
}
