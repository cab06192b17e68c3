package dev.rekey.exercise.clock;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.update.v1.WaitPolicy;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an exercise asks of the server goes to its own workflows, and is known to its clock. */
final class ClockedClient extends WorkflowClientInterceptorBase {
  /** What everybody sees who looks at the server. */
  static final String MARK = "EXERCISE";

  private final ExerciseClock clock;
  private final Apart apart;
  private final OpenWorkflows open;

  ClockedClient(ExerciseClock clock, Apart apart, OpenWorkflows open) {
    this.clock = clock;
    this.apart = apart;
    this.open = open;
  }

  @Override
  public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
      WorkflowClientCallsInterceptor next) {
    return new Calls(next);
  }

  private WorkflowExecution apart(WorkflowExecution real) {
    return real.toBuilder().setWorkflowId(apart.workflow(real.getWorkflowId())).build();
  }

  private final class Calls extends WorkflowClientCallsInterceptorBase {
    private final WorkflowClientCallsInterceptor next;

    Calls(WorkflowClientCallsInterceptor next) {
      super(next);
      this.next = next;
    }

    @Override
    public WorkflowStartOutput start(WorkflowStartInput input) {
      String id = apart.workflow(input.getWorkflowId());
      return clock.acting(
          "start",
          () -> {
            WorkflowStartOutput started =
                next.start(
                    new WorkflowStartInput(
                        id,
                        input.getWorkflowType(),
                        input.getHeader(),
                        input.getArguments(),
                        options(id, input.getOptions())));
            open.add(id);
            return started;
          });
    }

    private WorkflowOptions options(String id, WorkflowOptions given) {
      Map<String, Object> memo = new HashMap<>();
      Optional.ofNullable(given.getMemo()).ifPresent(memo::putAll);
      memo.put(MARK, apart.exercise());
      memo.put(ClockedWorkflow.CLOCK, clock.millis());
      return WorkflowOptions.newBuilder(given)
          .setWorkflowId(id)
          .setTaskQueue(apart.queue(given.getTaskQueue()))
          .setMemo(memo)
          .build();
    }

    @Override
    public WorkflowSignalOutput signal(WorkflowSignalInput input) {
      WorkflowExecution to = apart(input.getWorkflowExecution());
      return clock.acting(
          "signal",
          () -> {
            WorkflowSignalOutput sent =
                next.signal(
                    new WorkflowSignalInput(
                        to, input.getSignalName(), input.getHeader(), input.getArguments()));
            open.stir(to.getWorkflowId());
            return sent;
          });
    }

    @Override
    public <R> WorkflowUpdateHandle<R> startUpdate(StartUpdateInput<R> input) {
      return clock.acting("update", () -> update(input));
    }

    /** Whoever waits for an answer waits by the clock: first it is accepted, then others go on. */
    private <R> WorkflowUpdateHandle<R> update(StartUpdateInput<R> input) {
      WorkflowExecution to = apart(input.getWorkflowExecution());
      WorkflowUpdateHandle<R> handle =
          next.startUpdate(
              new StartUpdateInput<>(
                  to,
                  input.getWorkflowType(),
                  input.getUpdateName(),
                  input.getHeader(),
                  input.getUpdateId(),
                  input.getArguments(),
                  input.getResultClass(),
                  input.getResultType(),
                  input.getFirstExecutionRunId(),
                  accepted(input.getWaitPolicy())));
      open.stir(to.getWorkflowId());
      if (completed(input.getWaitPolicy())) {
        clock.asking(input.getUpdateId(), () -> ended(handle));
      }
      return handle;
    }

    private static WaitPolicy accepted(WaitPolicy asked) {
      return completed(asked)
          ? WaitPolicy.newBuilder()
              .setLifecycleStage(
                  UpdateWorkflowExecutionLifecycleStage
                      .UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_ACCEPTED)
              .build()
          : asked;
    }

    private static boolean completed(WaitPolicy asked) {
      return asked.getLifecycleStage()
          == UpdateWorkflowExecutionLifecycleStage
              .UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED;
    }

    /** How it ended is for the handle's holder. */
    private static boolean ended(WorkflowUpdateHandle<?> handle) {
      try {
        handle.getResult();
        return true;
      } catch (WorkflowException refused) {
        return false;
      }
    }

    @Override
    public <R> GetResultOutput<R> getResult(GetResultInput<R> input) throws TimeoutException {
      WorkflowExecution of = apart(input.getWorkflowExecution());
      if (ExerciseClock.actor().isPresent()) {
        awaitEnd(of.getWorkflowId(), input);
      }
      return next.getResult(
          new GetResultInput<>(
              of,
              input.getWorkflowType(),
              input.getTimeout(),
              input.getTimeoutUnit(),
              input.getResultClass(),
              input.getResultType()));
    }

    private void awaitEnd(String workflow, GetResultInput<?> input) throws TimeoutException {
      boolean patient = input.getTimeout() > TimeUnit.DAYS.toMillis(3650);
      Instant until =
          patient
              ? Instant.MAX
              : clock
                  .instant()
                  .plus(Duration.of(input.getTimeout(), input.getTimeoutUnit().toChronoUnit()));
      if (open.isOpen(workflow) && !clock.await(until, () -> !open.isOpen(workflow))) {
        throw new TimeoutException("still running by the clock of the exercise");
      }
    }

    @Override
    public <R> QueryOutput<R> query(QueryInput<R> input) {
      return next.query(
          new QueryInput<>(
              apart(input.getWorkflowExecution()),
              input.getQueryType(),
              input.getHeader(),
              input.getArguments(),
              input.getResultClass(),
              input.getResultType()));
    }

    @Override
    public DescribeWorkflowOutput describe(DescribeWorkflowInput input) {
      return next.describe(new DescribeWorkflowInput(apart(input.getWorkflowExecution())));
    }

    @Override
    public CancelOutput cancel(CancelInput input) {
      WorkflowExecution to = apart(input.getWorkflowExecution());
      CancelOutput sent =
          next.cancel(new CancelInput(to, input.getFirstExecutionRunId(), input.getReason()));
      open.stir(to.getWorkflowId());
      return sent;
    }

    @Override
    public TerminateOutput terminate(TerminateInput input) {
      WorkflowExecution to = apart(input.getWorkflowExecution());
      return next.terminate(
          new TerminateInput(
              to, input.getFirstExecutionRunId(), input.getReason(), input.getDetails()));
    }
  }
}
