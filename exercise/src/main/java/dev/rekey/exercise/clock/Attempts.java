package dev.rekey.exercise.clock;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a call is tried again, as a Temporal server has them.
 *
 * @param oneAttempt how long one attempt may take
 * @param all how long all of them may take
 * @param signOfLife after which silence a worker counts as dead
 * @param retry how often, and how long to rest between
 */
record Attempts(Duration oneAttempt, Duration all, Duration signOfLife, RetryOptions retry) {
  private static final Duration LONG = Duration.ofDays(3650);

  static Attempts of(
      @Nullable Duration oneAttempt,
      @Nullable Duration all,
      @Nullable Duration signOfLife,
      @Nullable RetryOptions retry) {
    Duration whole = set(all).orElse(LONG);
    Duration one = set(oneAttempt).orElse(whole);
    return new Attempts(
        one,
        whole,
        set(signOfLife).filter(time -> time.compareTo(one) < 0).orElse(one),
        RetryOptions.newBuilder(retry).validateBuildWithDefaults());
  }

  private static Optional<Duration> set(@Nullable Duration duration) {
    return Optional.ofNullable(duration).filter(Duration::isPositive);
  }

  /** How long to rest after this many attempts; nothing if there is no other. */
  Optional<Duration> restAfter(int attempts, ActivityFailure failure, Duration passed) {
    if (isFinal(failure)
        || (retry.getMaximumAttempts() > 0 && attempts >= retry.getMaximumAttempts())) {
      return Optional.empty();
    }
    Duration rest =
        asked(failure).orElseGet(() -> Duration.ofMillis(retry.calculateSleepTime(attempts)));
    return Optional.of(rest).filter(time -> passed.plus(time).compareTo(all) < 0);
  }

  private static Optional<Duration> asked(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure application
        ? Optional.ofNullable(application.getNextRetryDelay())
        : Optional.empty();
  }

  private boolean isFinal(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure application
        && (application.isNonRetryable()
            || Arrays.asList(retry.getDoNotRetry()).contains(application.getType()));
  }

  /** Whether its worker is gone, so that nobody answers any more. */
  static boolean lost(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure application
        && application.getType().equals(CallLostError.TYPE);
  }

  /** What a server says when an attempt took too long. */
  static ActivityFailure timeOut(String activity, String call, TimeoutType type) {
    return new ActivityFailure(
        "Activity task timed out",
        0,
        0,
        activity,
        call,
        RetryState.RETRY_STATE_TIMEOUT,
        "",
        new TimeoutFailure("Activity task timed out", null, type));
  }
}
