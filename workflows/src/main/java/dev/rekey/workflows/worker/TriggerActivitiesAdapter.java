package dev.rekey.workflows.worker;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.response.Declarations;
import dev.rekey.workflows.response.Responses;
import dev.rekey.workflows.response.RunbookShelf;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.trigger.Receipt;
import dev.rekey.workflows.trigger.Responded;
import dev.rekey.workflows.trigger.TriggerActivities;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks the inventory function, and starts responses, rotations and sweeps by the doors that all
 * others use.
 */
public final class TriggerActivitiesAdapter implements TriggerActivities {
  private final Functions functions;
  private final Rotations rotations;
  private final Schedules schedules;
  private final Declarations declarations;

  /** Takes the way to the functions, the server where all is started, and what responses do. */
  public TriggerActivitiesAdapter(
      FunctionInvoker invoker, WorkflowClient client, RunbookShelf runbooks) {
    this.functions = new Functions(invoker);
    this.rotations = new Rotations(client);
    this.schedules = new Schedules(client);
    this.declarations =
        new Declarations(new IncidentFunction(invoker), new Responses(client), runbooks);
  }

  @Override
  public Receipt receive(Trigger trigger, String run) {
    return switch (functions.ask(
        Functions.INVENTORY, new InventoryRequest.Receive(trigger, run), InventoryReply.class)) {
      case InventoryReply.Received received ->
          new Receipt(false, received.open(), received.known(), received.start());
      case InventoryReply.Repeated repeated -> new Receipt(true, false, List.of(), List.of());
      case InventoryReply.DuePage page -> throw Functions.misunderstood();
      case InventoryReply.BreachesRecorded breaches -> throw Functions.misunderstood();
      case InventoryReply.ToAsk ask -> throw Functions.misunderstood();
      case InventoryReply.ToTell tell -> throw Functions.misunderstood();
      case InventoryReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }

  @Override
  public Responded respond(Trigger.Respond trigger, Instant receivedAt) {
    String source = trigger.id().substring(0, Math.max(0, trigger.id().indexOf('/')));
    IncidentReply.Opened opened =
        declarations.declare(
            new CompromiseReport(
                trigger.id(),
                new ReportSource.Detector(source),
                trigger.finding(),
                Optional.empty(),
                receivedAt,
                List.of(),
                trigger.clues(),
                Optional.empty()));
    return new Responded(
        opened.incident(),
        opened.joined(),
        opened.heard(),
        opened.report().atRisk().stream().map(AtRisk::secret).toList());
  }

  @Override
  public Started rotate(DueCredential due) {
    boolean firstTime = Activity.getExecutionContext().getInfo().getAttempt() == 1;
    return (firstTime ? Optional.<Started>empty() : rotations.startedFor(due))
        .orElseGet(() -> rotations.start(due));
  }

  @Override
  public Started sweep() {
    return schedules.startSweep(SweepBudget.DEFAULT);
  }
}
