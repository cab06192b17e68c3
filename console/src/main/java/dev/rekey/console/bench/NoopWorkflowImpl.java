package dev.rekey.console.bench;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Four local activities in one task, as on a rotation's healthy path. */
public final class NoopWorkflowImpl implements NoopWorkflow {
  private final NoopActivities steps =
      Workflow.newLocalActivityStub(
          NoopActivities.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(20))
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());

  @Override
  public String run(String request) {
    String create = steps.step(request);
    String deploy = steps.step(request);
    String verify = steps.step(request);
    return create + deploy + verify + steps.step(request);
  }
}
