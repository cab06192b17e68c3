package dev.rekey.exercise.clock;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.util.Objects;

/** A call of a function: it begins when its turn has come by the clock of the exercise. */
final class ClockedActivity extends ActivityInboundCallsInterceptorBase {
  private final ActivityInboundCallsInterceptor next;
  private final ExerciseClock clock;
  private final OpenWorkflows open;
  private String workflow = "";

  ClockedActivity(ActivityInboundCallsInterceptor next, ExerciseClock clock, OpenWorkflows open) {
    super(next);
    this.next = next;
    this.clock = clock;
    this.open = open;
  }

  @Override
  public void init(ActivityExecutionContext context) {
    workflow = Objects.requireNonNull(context.getInfo().getWorkflowId());
    next.init(context);
  }

  @Override
  public ActivityOutput execute(ActivityInput input) {
    Payload name = input.getHeader().getValues().get(ClockedCall.NAME);
    try {
      return clock.call(
          DefaultDataConverter.STANDARD_INSTANCE.fromPayload(name, String.class, String.class),
          () -> next.execute(input),
          () -> open.stir(workflow));
    } catch (CallLostError lost) {
      throw ApplicationFailure.newNonRetryableFailure(lost.getMessage(), CallLostError.TYPE);
    }
  }
}
