package dev.rekey.exercise.clock;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.ActivityInput;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a function, with all its attempts. To the server each attempt is a call without an
 * end; rests and time-outs are those of the exercise.
 *
 * @param <R> what is answered
 */
final class ClockedCall<R> {
  /** The header by which an attempt is known. */
  static final String NAME = "exercise-call";

  /** In real time. It is never reached, unless the exercise itself breaks down. */
  private static final Duration REALLY = Duration.ofHours(12);

  private final WorkflowOutboundCallsInterceptor next;
  private final WorkflowTime time;
  private final ActivityInput<R> input;
  private final Attempts attempts;
  private final Apart apart;
  private final long began;

  ClockedCall(
      WorkflowOutboundCallsInterceptor next,
      WorkflowTime time,
      ActivityInput<R> input,
      Attempts attempts,
      Apart apart) {
    this.next = next;
    this.time = time;
    this.input = input;
    this.attempts = attempts;
    this.apart = apart;
    this.began = time.now();
  }

  /** Tries until it is answered, or it makes no sense any more. */
  R run() {
    for (int tried = 1; ; tried++) {
      try {
        return attempt();
      } catch (ActivityFailure failure) {
        Optional<Duration> rest = attempts.restAfter(tried, failure, passed());
        if (rest.isEmpty() || CancellationScope.current().isCancelRequested()) {
          throw failure;
        }
        rest(rest.get(), failure);
      }
    }
  }

  private Duration passed() {
    return Duration.ofMillis(time.now() - began);
  }

  private void rest(Duration rest, ActivityFailure failure) {
    WorkflowTime.Timer timer = time.timer(rest);
    try {
      next.await(
          "rest before the next attempt",
          () -> {
            CancellationScope.throwCanceled();
            return timer.rang();
          });
    } catch (CanceledFailure cancelled) {
      throw new ActivityFailure(
          "cancelled between two attempts",
          0,
          0,
          input.getActivityName(),
          "",
          failure.getRetryState(),
          "",
          cancelled);
    } finally {
      time.forget(timer);
    }
  }

  private R attempt() {
    String call = time.call(Workflow.getInfo().getWorkflowId(), input.getActivityName());
    Duration left = attempts.all().minus(passed());
    boolean another = attempts.oneAttempt().compareTo(left) <= 0;
    WorkflowTime.Timer limit = time.timer(another ? attempts.oneAttempt() : left);
    CompletablePromise<R> answer = Workflow.newPromise();
    CompletablePromise<Void> here = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(() -> begin(call, answer, here)).run();
    next.await("answer", () -> here.isCompleted() || limit.rang());
    time.forget(limit);
    if (!here.isCompleted()) {
      throw Attempts.timeOut(
          input.getActivityName(),
          call,
          another
              ? TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE
              : TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE);
    }
    return heard(call, answer);
  }

  /** A dead worker is silent, and that takes its time. */
  private R heard(String call, Promise<R> answer) {
    try {
      return answer.get();
    } catch (ActivityFailure failure) {
      if (!Attempts.lost(failure)) {
        throw failure;
      }
      WorkflowTime.Timer silence = time.timer(attempts.signOfLife());
      next.await("sign of life", silence::rang);
      throw Attempts.timeOut(input.getActivityName(), call, TimeoutType.TIMEOUT_TYPE_HEARTBEAT);
    }
  }

  private void begin(String call, CompletablePromise<R> answer, CompletablePromise<Void> here) {
    Promise<R> real = next.executeActivity(real(call)).getResult();
    Async.procedure(
        () -> {
          next.await("the server's answer", real::isCompleted);
          time.answered(call);
          time.sync();
          answer.completeFrom(real);
          here.complete(null);
        });
  }

  private ActivityInput<R> real(String call) {
    Map<String, Payload> headers = new HashMap<>(input.getHeader().getValues());
    headers.put(NAME, DefaultDataConverter.STANDARD_INSTANCE.toPayload(call).orElseThrow());
    ActivityOptions given = input.getOptions();
    ActivityOptions.Builder options =
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(REALLY)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build());
    if (given.getTaskQueue() != null) {
      options.setTaskQueue(apart.queue(given.getTaskQueue()));
    }
    return new ActivityInput<>(
        input.getActivityName(),
        input.getResultClass(),
        input.getResultType(),
        input.getArgs(),
        options.validateAndBuildWithDefaults(),
        new Header(headers));
  }
}
