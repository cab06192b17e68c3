package dev.rekey.console.embedded.rollover;

import dev.rekey.activities.rollover.LedgerRollovers;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.rollover.RolloverControl;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverView;
import dev.rekey.workflows.rollover.Rollovers;
import dev.rekey.workflows.rotation.Withdrawal;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Rollovers run in Temporal; how each stood last is in the ledger. */
public final class TemporalRollovers implements RolloverControl {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalRollovers.class);

  /** Without an answer for so long, the ledger's own word is shown. */
  private static final int PATIENCE_SECONDS = 3;

  private final Rollovers rollovers;
  private final LedgerRollovers ledger;

  /** Takes the server where rollovers run, and the ledger. */
  public TemporalRollovers(WorkflowClient client, LedgerRollovers ledger) {
    this.rollovers = new Rollovers(client);
    this.ledger = ledger;
  }

  @Override
  public void start(RolloverOrder order) {
    boolean started;
    try {
      started = rollovers.start(order);
    } catch (StatusRuntimeException | WorkflowException e) {
      throw silent();
    }
    if (!started) {
      throw Refusal.conflict(
          "ROLLING_OVER",
          "A rollover of " + order.authority() + " runs already; nothing was changed",
          "See 'rekey authority rollover status " + order.authority() + "'.");
    }
  }

  @Override
  public Optional<RolloverView> of(String authority) {
    Optional<RolloverView> last = ledger.last(authority);
    return CompletableFuture.supplyAsync(() -> rollovers.running(authority))
        .completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(silent -> Optional.empty())
        .join()
        .or(() -> last);
  }

  @Override
  public void approve(String authority, Approval approval) {
    order(authority, () -> rollovers.of(authority).approve(approval));
  }

  @Override
  public void withdraw(String authority, String by, String reason) {
    order(authority, () -> rollovers.of(authority).withdraw(new Withdrawal(by, reason)));
  }

  private static void order(String authority, Runnable update) {
    try {
      update.run();
    } catch (WorkflowNotFoundException over) {
      throw Refusal.conflict(
          "NOT_ROLLING_OVER",
          "No rollover of " + authority + " runs; nothing was changed",
          "See 'rekey authority rollover status " + authority + "'.");
    } catch (WorkflowUpdateException declined) {
      throw declined.getCause() instanceof ApplicationFailure ours
          ? Refusal.conflict(
              "DECLINED",
              "The rollover of " + authority + " declines: " + ours.getOriginalMessage(),
              "See 'rekey authority rollover status " + authority + "'.")
          : silent();
    } catch (StatusRuntimeException | WorkflowException e) {
      throw silent();
    }
  }

  @Override
  public void lookAgain(String authority) {
    try {
      rollovers.of(authority).lookAgain();
    } catch (RuntimeException e) {
      // Nothing runs, or nobody answers: a rollover looks by itself now and then.
      LOG.debug("No rollover of {} was told to look: {}", authority, e.getClass().getName());
    }
  }

  @Override
  public List<TlsEndpoint> trusters(String authority) {
    return ledger.trusters(authority);
  }

  @Override
  public boolean addTruster(String authority, TlsEndpoint endpoint, String by, Instant at) {
    return ledger.addTruster(authority, endpoint, by, at);
  }

  @Override
  public boolean removeTruster(String authority, TlsEndpoint endpoint) {
    return ledger.removeTruster(authority, endpoint);
  }

  private static Refusal silent() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        "TEMPORAL_UNAVAILABLE",
        "Temporal or its worker gave no answer; whether it was reached is unknown",
        "Check the server and the worker, look at the status, then try again.");
  }
}
