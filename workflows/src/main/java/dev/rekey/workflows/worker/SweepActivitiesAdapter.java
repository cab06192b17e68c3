package dev.rekey.workflows.worker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.sweep.SweepActivities;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepPart;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks the inventory function what is due, and starts it within the budget. */
public final class SweepActivitiesAdapter implements SweepActivities {
  /** A page of the inventory's answer: far below the 6 MB that a function may answer. */
  private static final int PAGE = 200;

  /** What is held in memory at once, and done again if the worker dies. */
  private static final int PART = 5_000;

  private final Functions functions;
  private final CertificateRounds certificates;
  private final WorkflowClient client;
  private final Runnable place;

  /**
   * Takes the way to the functions, the server where rotations are started, and what to wait for
   * before each start: a place in a worker beside us, if there is one.
   */
  public SweepActivitiesAdapter(FunctionInvoker invoker, WorkflowClient client, Runnable place) {
    this.functions = new Functions(invoker);
    this.certificates = new CertificateRounds(invoker);
    this.client = client;
    this.place = place;
  }

  @Override
  public int askForAdvice(Instant now) {
    return certificates.askForAdvice(now);
  }

  @Override
  public int tellOfExpiries(Instant now) {
    return certificates.tellOfExpiries(now);
  }

  @Override
  public int recordBreaches(Instant now) {
    return ask(new InventoryRequest.RecordBreaches(now), InventoryReply.BreachesRecorded.class)
        .open();
  }

  @Override
  public SweepPart startDue(Instant now, SweepBudget budget, @Nullable SecretId after) {
    List<DueCredential> due = new ArrayList<>();
    InventoryReply.DuePage page = page(now, Optional.ofNullable(after));
    due.addAll(page.due());
    while (page.more() && due.size() < PART) {
      Activity.getExecutionContext().heartbeat(due.size());
      page = page(now, Optional.of(secret(due.getLast())));
      due.addAll(page.due());
    }
    Optional<SecretId> next = page.more() ? Optional.of(secret(due.getLast())) : Optional.empty();
    return start(due, budget, next);
  }

  private SweepPart start(List<DueCredential> due, SweepBudget budget, Optional<SecretId> next) {
    try (BulkStart bulk =
        new BulkStart(new Rotations(client), new StartPace(client, budget), place)) {
      due.stream()
          .collect(
              groupingBy(one -> one.request().credential().target(), LinkedHashMap::new, toList()))
          .values()
          .forEach(bulk::add);
      bulk.await(Activity.getExecutionContext()::heartbeat);
      return new SweepPart(bulk.started(), bulk.joined(), bulk.failed(), next);
    } catch (InterruptedException | ExecutionException stopped) {
      throw Functions.failure(FailureCode.FUNCTION_UNAVAILABLE, "the worker is shutting down");
    }
  }

  private <T extends InventoryReply> T ask(InventoryRequest request, Class<T> expected) {
    return functions.askInventory(request, expected);
  }

  private static SecretId secret(DueCredential due) {
    return due.request().credential().secret();
  }

  private InventoryReply.DuePage page(Instant now, Optional<SecretId> after) {
    return ask(new InventoryRequest.Due(now, PAGE, after), InventoryReply.DuePage.class);
  }
}
