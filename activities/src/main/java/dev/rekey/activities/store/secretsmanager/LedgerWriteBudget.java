package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.Urgency;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.util.Optional;

/**
 * The budget of one account and region, as one row of the ledger and by the ledger's clock: slots
 * at an even distance, each claimed by one statement (GCRA without a burst). A tenth of them is
 * kept for containment; routine takes such a slot only where nobody waits for it, so that routine
 * alone has all of them, and containment never waits longer than for one.
 */
public final class LedgerWriteBudget implements WriteBudget {
  /**
   * Writes a second for Create, Put, Update, Delete and the like together, for each account and
   * region, not adjustable: "Secrets Manager quotas" in AWS's user guide.
   */
  public static final int MOST_PER_SECOND = 50;

  /** A step holds its credential's lock while it waits, so it rather comes again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int RESERVED_SHARE = 10;

  private static final String CLAIM =
      """
      UPDATE rekey.write_budget SET
        slot_at = greatest(statement_timestamp(),
          CASE WHEN %1$s THEN reserved_at ELSE routine_at END),
        reserved_at = CASE WHEN %1$s
          THEN greatest(reserved_at, statement_timestamp()) + ?::interval ELSE reserved_at END,
        routine_at = CASE WHEN %1$s
          THEN routine_at ELSE greatest(routine_at, statement_timestamp()) + ?::interval END
      WHERE place = ? AND %2$s
      RETURNING ceil(1000 * extract(epoch FROM slot_at - clock_timestamp()))::int AS wait""";

  private static final String ROUTINE =
      CLAIM.formatted(
          "(routine_at > statement_timestamp() AND reserved_at <= statement_timestamp())",
          "(routine_at < statement_timestamp() + ?::interval"
              + " OR reserved_at <= statement_timestamp())");

  private static final String CONTAINMENT =
      CLAIM.formatted(
          "(reserved_at <= routine_at)",
          "least(routine_at, reserved_at) < statement_timestamp() + ?::interval");

  private final Ledger ledger;
  private final String place;
  private final Duration reserved;
  private final Duration routine;
  private final Duration patience;

  /**
   * Takes the ledger, the account and region, and how many writes a second are ours.
   *
   * @param perSecond 2 to {@link #MOST_PER_SECOND}; fewer where others write there too
   */
  public LedgerWriteBudget(Ledger ledger, String place, int perSecond) {
    this(ledger, place, perSecond, PATIENCE);
  }

  LedgerWriteBudget(Ledger ledger, String place, int perSecond, Duration patience) {
    if (perSecond < 2 || perSecond > MOST_PER_SECOND) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "Writes a second lie between 2 and " + MOST_PER_SECOND);
    }
    int kept = Math.max(1, perSecond / RESERVED_SHARE);
    this.ledger = ledger;
    this.place = place;
    this.patience = patience;
    this.reserved = Duration.ofSeconds(1).dividedBy(kept);
    this.routine = Duration.ofSeconds(1).dividedBy(perSecond - kept);
    ledger.change(
        "INSERT INTO rekey.write_budget (place) VALUES (?) ON CONFLICT DO NOTHING", place);
  }

  @Override
  public void claim() {
    Duration wait = slot().orElseThrow(LedgerWriteBudget::tooMany);
    if (wait.isPositive()) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw tooMany();
      }
    }
  }

  /** How long to wait for the slot that is ours now; nothing if none is near enough. */
  Optional<Duration> slot() {
    return ledger.first(
        switch (Urgency.now()) {
          case ROUTINE -> ROUTINE;
          case CONTAINMENT -> CONTAINMENT;
        },
        row -> Duration.ofMillis(row.number("wait")),
        reserved,
        routine,
        place,
        patience);
  }

  private static StepFailedException tooMany() {
    return new StepFailedException(
        FailureCode.THROTTLED,
        "Too many writes to AWS Secrets Manager wait for their turn; this one comes again");
  }
}
