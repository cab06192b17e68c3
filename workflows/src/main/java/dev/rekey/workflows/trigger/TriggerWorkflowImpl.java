package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.rotation.Started;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ask the inventory whom it concerns; then start what it asks for, all at once. A compromise opens
 * an incident, whoever's credential it is.
 */
public final class TriggerWorkflowImpl implements TriggerWorkflow {
  /** More than the half minute for which a response waits until a routine rotation made way. */
  private static final Duration ONE_ATTEMPT = Duration.ofMinutes(1);

  /** A long weekend: who is away for longer must look at the failed workflow. */
  private static final Duration PATIENCE = Duration.ofDays(7);

  /** Containment is to begin within a minute of the signal, so no pause may be long. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final TriggerActivities activities =
      Workflow.newActivityStub(
          TriggerActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(ONE_ATTEMPT)
              .setScheduleToCloseTimeout(PATIENCE)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumInterval(LONGEST_PAUSE).build())
              .build());

  @Override
  public TriggerReport handle(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Sweep sweep ->
          new TriggerReport(false, false, List.of(), List.of(activities.sweep()), Optional.empty());
      case Trigger.Rotate rotate -> ofCredentials(rotate);
      case Trigger.Finish finish -> ofCredentials(finish);
      case Trigger.Respond respond -> respond(respond);
      case Trigger.Ask ask -> ofCredentials(ask);
    };
  }

  private TriggerReport ofCredentials(Trigger trigger) {
    Receipt receipt = activities.receive(trigger, Workflow.getInfo().getFirstExecutionRunId());
    List<Promise<Started>> starts =
        receipt.start().stream().map(due -> Async.function(activities::rotate, due)).toList();
    return new TriggerReport(
        receipt.repeated(),
        receipt.open(),
        receipt.known(),
        starts.stream().map(Promise::get).toList(),
        Optional.empty());
  }

  /** Until this was changed, a compromise was a rotation. */
  private TriggerReport respond(Trigger.Respond respond) {
    if (Workflow.getVersion("incident", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return ofCredentials(respond);
    }
    Responded answer =
        activities.respond(respond, Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    return new TriggerReport(
        answer.repeated(),
        answer.known().isEmpty(),
        answer.known(),
        List.of(),
        Optional.of(answer.incident()));
  }
}
