package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.OrderBudget;
import dev.rekey.activities.store.Urgency;
import dev.rekey.activities.target.OrderLimit;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;

/**
 * The budget of each authority, as one row of the ledger and by the ledger's clock (GCRA): at first
 * a tenth of an hour's orders at once, then one after the other. A containment is counted and never
 * held up, so that routine waits for it.
 */
public final class LedgerOrderBudget implements OrderBudget {
  private static final int AT_ONCE = 10;

  private static final String CLAIM =
      """
      UPDATE rekey.order_budget
      SET spent_to = greatest(spent_to, statement_timestamp()) + ?::interval
      WHERE authority = ? AND (? OR spent_to <= statement_timestamp() + ?::interval)\
      """;

  private static final String FREE =
      "SELECT spent_to - ?::interval AS free FROM rekey.order_budget WHERE authority = ?";

  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerOrderBudget(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void claim(OrderLimit limit) {
    Duration apart = Duration.ofHours(1).dividedBy(limit.perHour());
    Duration ahead = apart.multipliedBy(Math.max(0, limit.perHour() / AT_ONCE - 1));
    boolean urgent = Urgency.now() == Urgency.CONTAINMENT;
    ledger.change(
        "INSERT INTO rekey.order_budget (authority) VALUES (?) ON CONFLICT DO NOTHING",
        limit.place());
    if (ledger.change(CLAIM, apart, limit.place(), urgent, ahead) == 0) {
      Instant free =
          ledger.first(FREE, row -> row.instant("free"), ahead, limit.place()).orElseThrow();
      throw new StepFailedException(
          FailureCode.THROTTLED,
          limit.place()
              + " is to get "
              + limit.perHour()
              + " orders an hour, and no more before "
              + free);
    }
  }
}
