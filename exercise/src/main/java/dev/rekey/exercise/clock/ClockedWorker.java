package dev.rekey.exercise.clock;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;

/** Puts the clock of an exercise around all that a worker runs. */
final class ClockedWorker extends WorkerInterceptorBase {
  private final ExerciseClock clock;
  private final Apart apart;
  private final OpenWorkflows open;

  ClockedWorker(ExerciseClock clock, Apart apart, OpenWorkflows open) {
    this.clock = clock;
    this.apart = apart;
    this.open = open;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new ClockedWorkflow(next, clock, apart, open);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ClockedActivity(next, clock, open);
  }
}
