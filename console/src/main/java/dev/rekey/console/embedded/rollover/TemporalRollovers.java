package dev.rekey.console.embedded.rollover;

import dev.rekey.activities.rollover.LedgerRollovers;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.rollover.RolloverControl;
import dev.rekey.console.embedded.temporal.TemporalAnswers;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverView;
import dev.rekey.workflows.rollover.Rollovers;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    if (!TemporalAnswers.of(() -> rollovers.start(order))) {
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
    String look = "See 'rekey authority rollover status " + authority + "'.";
    TemporalAnswers.toOrder(
        new TemporalAnswers.Addressee(
            "The rollover of " + authority,
            Refusal.conflict(
                "NOT_ROLLING_OVER",
                "No rollover of " + authority + " runs; nothing was changed",
                look),
            look),
        update);
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
}
