package dev.rekey.exercise.clock;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** What a workflow asks of Temporal, by the clock of the exercise and apart from what is real. */
final class ClockedCalls extends WorkflowOutboundCallsInterceptorBase {
  /** After this a server gives a workflow's task to another worker, with the calls within it. */
  private static final Duration WORKFLOW_TASK = Duration.ofSeconds(10);

  private final WorkflowOutboundCallsInterceptor next;
  private final WorkflowTime time;
  private final Apart apart;
  private final OpenWorkflows open;
  private final long began;
  private int drawn;

  ClockedCalls(
      WorkflowOutboundCallsInterceptor next, WorkflowTime time, Apart apart, OpenWorkflows open) {
    super(next);
    this.next = next;
    this.time = time;
    this.apart = apart;
    this.open = open;
    this.began = time.now();
  }

  @Override
  public long currentTimeMillis() {
    return time.now();
  }

  @Override
  public void sleep(Duration duration) {
    WorkflowTime.Timer timer = time.timer(duration);
    try {
      next.await(
          "sleep",
          () -> {
            CancellationScope.throwCanceled();
            return timer.rang();
          });
    } finally {
      time.forget(timer);
    }
  }

  @Override
  public boolean await(Duration timeout, String reason, Supplier<Boolean> condition) {
    WorkflowTime.Timer timer = time.timer(timeout);
    try {
      next.await(reason, () -> timer.rang() || condition.get());
      return !timer.rang();
    } finally {
      time.forget(timer);
    }
  }

  @Override
  public Promise<Void> newTimer(Duration delay) {
    WorkflowTime.Timer timer = time.timer(delay);
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(
            reason -> {
              time.forget(timer);
              return timer.promise().completeExceptionally(new CanceledFailure("Timer canceled"));
            });
    return timer.promise();
  }

  @Override
  public Promise<Void> newTimer(Duration delay, TimerOptions options) {
    return newTimer(delay);
  }

  @Override
  public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
    ActivityOptions options = input.getOptions();
    return call(
        input,
        Attempts.of(
            options.getStartToCloseTimeout(),
            options.getScheduleToCloseTimeout(),
            options.getHeartbeatTimeout(),
            options.getRetryOptions()));
  }

  /**
   * Within a workflow's task nobody could wait by our clock: the server would wait for the task. So
   * it is a call like any other.
   */
  @Override
  public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
    LocalActivityOptions options = input.getOptions();
    ActivityInput<R> durable =
        new ActivityInput<>(
            input.getActivityName(),
            input.getResultClass(),
            input.getResultType(),
            input.getArgs(),
            ActivityOptions.newBuilder().build(),
            input.getHeader());
    Attempts attempts =
        Attempts.of(
            options.getStartToCloseTimeout(),
            options.getScheduleToCloseTimeout(),
            WORKFLOW_TASK,
            options.getRetryOptions());
    return new LocalActivityOutput<>(call(durable, attempts).getResult());
  }

  private <R> ActivityOutput<R> call(ActivityInput<R> input, Attempts attempts) {
    CompletablePromise<R> answer = Workflow.newPromise();
    ClockedCall<R> call = new ClockedCall<>(next, time, input, attempts, apart);
    answer.completeFrom(Async.function(call::run));
    return new ActivityOutput<>(input.getActivityName(), answer);
  }

  @Override
  public <R> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput<R> input) {
    String id = apart.workflow(input.getWorkflowId());
    ChildWorkflowOptions.Builder options =
        ChildWorkflowOptions.newBuilder(input.getOptions()).setWorkflowId(id).setMemo(memo(input));
    if (input.getOptions().getTaskQueue() != null) {
      options.setTaskQueue(apart.queue(input.getOptions().getTaskQueue()));
    }
    time.sentOut();
    ChildWorkflowOutput<R> child =
        next.executeChildWorkflow(
            new ChildWorkflowInput<>(
                id,
                input.getWorkflowType(),
                input.getResultClass(),
                input.getResultType(),
                input.getArgs(),
                options.build(),
                input.getHeader()));
    return new ChildWorkflowOutput<>(
        Async.function(() -> ended(id, child)), child.getWorkflowExecution());
  }

  private Map<String, Object> memo(ChildWorkflowInput<?> input) {
    Map<String, Object> memo = new HashMap<>();
    Optional.ofNullable(input.getOptions().getMemo()).ifPresent(memo::putAll);
    memo.put(ClockedClient.MARK, apart.exercise());
    memo.put(ClockedWorkflow.CLOCK, time.now());
    return memo;
  }

  private <R> R ended(String id, ChildWorkflowOutput<R> child) {
    next.await("start of " + id, child.getWorkflowExecution()::isCompleted);
    time.arrived();
    if (child.getWorkflowExecution().getFailure() == null) {
      time.childIsUnderWay(id);
      becomesKnown(id);
    }
    next.await("end of " + id, child.getResult()::isCompleted);
    time.childEnded(id);
    time.sync();
    return child.getResult().get();
  }

  /** A replay tells nothing new: the child may be over by now. */
  private void becomesKnown(String child) {
    if (!WorkflowUnsafe.isReplaying()) {
      open.add(child, Workflow.getInfo().getWorkflowId());
    }
  }

  @Override
  public SignalExternalOutput signalExternalWorkflow(SignalExternalInput input) {
    WorkflowExecution to = apart(input.getExecution());
    SignalExternalOutput sent =
        next.signalExternalWorkflow(
            new SignalExternalInput(to, input.getSignalName(), input.getHeader(), input.getArgs()));
    return new SignalExternalOutput(errand(to, sent.getResult()));
  }

  @Override
  public CancelWorkflowOutput cancelWorkflow(CancelWorkflowInput input) {
    WorkflowExecution to = apart(input.getExecution());
    CancelWorkflowOutput sent = next.cancelWorkflow(new CancelWorkflowInput(to, input.getReason()));
    return new CancelWorkflowOutput(errand(to, sent.getResult()));
  }

  private Promise<Void> errand(WorkflowExecution to, Promise<Void> sent) {
    time.sentOut();
    return Async.procedure(
        () -> {
          next.await("errand to " + to.getWorkflowId(), sent::isCompleted);
          time.arrived();
          arrives(to.getWorkflowId());
          sent.get();
        });
  }

  /** A replay tells nothing new: each question that is answered by one would bring another. */
  private void arrives(String workflow) {
    if (!WorkflowUnsafe.isReplaying()) {
      open.stir(workflow);
    }
  }

  private WorkflowExecution apart(WorkflowExecution real) {
    return real.toBuilder().setWorkflowId(apart.workflow(real.getWorkflowId())).build();
  }

  /** The same in a replay, and in an exercise of the same name. */
  @Override
  public UUID randomUUID() {
    drawn++;
    String name = Workflow.getInfo().getWorkflowId() + "/" + began + "/" + drawn;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Random newRandom() {
    return new Random(randomUUID().getMostSignificantBits());
  }
}
