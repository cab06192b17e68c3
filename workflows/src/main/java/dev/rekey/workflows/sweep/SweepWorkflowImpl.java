package dev.rekey.workflows.sweep;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Ask authorities for dates; write the breaches down; start what is due, part by part, the riskiest
 * first; tell people what may end before it is replaced.
 */
public final class SweepWorkflowImpl implements SweepWorkflow {
  private final SweepActivities activities =
      Workflow.newActivityStub(
          SweepActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofHours(6))
              .setScheduleToCloseTimeout(Duration.ofHours(12))
              .setHeartbeatTimeout(Duration.ofSeconds(30))
              .setRetryOptions(
                  RetryOptions.newBuilder().setMaximumInterval(Duration.ofMinutes(1)).build())
              .build());

  @Override
  public SweepReport sweep(SweepBudget budget) {
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    boolean certificates =
        Workflow.getVersion("certificates", Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
    if (certificates) {
      activities.askForAdvice(now);
    }
    SweepReport report = new SweepReport(0, 0, 0, activities.recordBreaches(now));
    SweepPart part = activities.startDue(now, budget, null);
    while (part.next().isPresent()) {
      report = report.plus(part);
      part = activities.startDue(now, budget, part.next().get());
    }
    if (certificates) {
      activities.tellOfExpiries(now);
    }
    return report.plus(part);
  }
}
