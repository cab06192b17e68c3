package dev.rekey.workflows.worker;

import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.trigger.Receipt;
import dev.rekey.workflows.trigger.TriggerActivities;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Optional;

/**
 * Asks the inventory function, and starts rotations and sweeps by the doors that all others use.
 */
public final class TriggerActivitiesAdapter implements TriggerActivities {
  private final Functions functions;
  private final Rotations rotations;
  private final Schedules schedules;

  /** Takes the way to the functions, and the server where rotations are started. */
  public TriggerActivitiesAdapter(FunctionInvoker invoker, WorkflowClient client) {
    this.functions = new Functions(invoker);
    this.rotations = new Rotations(client);
    this.schedules = new Schedules(client);
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
      case InventoryReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
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
