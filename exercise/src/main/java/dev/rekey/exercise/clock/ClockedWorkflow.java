package dev.rekey.exercise.clock;

import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.RegisterQueryInput;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.RegisterSignalHandlersInput;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.SignalRegistrationRequest;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes to a workflow of an exercise: each thing has its time, and the clock has its door. */
final class ClockedWorkflow extends WorkflowInboundCallsInterceptorBase {
  /** The signal and the query of the clock, and the memo of the time at which a workflow began. */
  static final String CLOCK = "exercise-clock";

  private final WorkflowInboundCallsInterceptor next;
  private final ExerciseClock clock;
  private final Apart apart;
  private final OpenWorkflows open;
  private @Nullable WorkflowTime time;

  ClockedWorkflow(
      WorkflowInboundCallsInterceptor next, ExerciseClock clock, Apart apart, OpenWorkflows open) {
    super(next);
    this.next = next;
    this.clock = clock;
    this.apart = apart;
    this.open = open;
  }

  @Override
  public void init(WorkflowOutboundCallsInterceptor calls) {
    Long began = (Long) Workflow.getMemo(CLOCK, Long.class);
    WorkflowTime mine = new WorkflowTime(calls, clock, began);
    time = mine;
    calls.registerSignalHandlers(
        new RegisterSignalHandlersInput(
            List.of(
                new SignalRegistrationRequest(
                    CLOCK,
                    new Class<?>[] {Long.class},
                    new Type[] {Long.class},
                    arguments -> mine.tick((Long) arguments[0])))));
    calls.registerQuery(
        new RegisterQueryInput(CLOCK, new Class<?>[0], new Type[0], arguments -> mine.standing()));
    next.init(new ClockedCalls(calls, mine, apart, open));
  }

  @Override
  public WorkflowOutput execute(WorkflowInput input) {
    try {
      time().sync(); // a run that goes on for another one has the memo of the first
      WorkflowOutput output = next.execute(input);
      end();
      return output;
    } catch (TemporalFailure failure) {
      end();
      throw failure;
    }
  }

  private void end() {
    if (!WorkflowUnsafe.isReplaying()) {
      open.ending(Workflow.getInfo().getWorkflowId());
    }
  }

  @Override
  public void handleSignal(SignalInput input) {
    if (!input.getSignalName().equals(CLOCK)) {
      time().sync();
    }
    next.handleSignal(input);
  }

  @Override
  public UpdateOutput executeUpdate(UpdateInput input) {
    String id = Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).orElseThrow();
    time().sync();
    time().begin(id);
    try {
      return next.executeUpdate(input);
    } finally {
      time().end(id);
    }
  }

  private WorkflowTime time() {
    if (time == null) {
      throw new IllegalStateException("Temporal begins with init");
    }
    return time;
  }
}
