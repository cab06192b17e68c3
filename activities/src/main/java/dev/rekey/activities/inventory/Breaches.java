package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.inventory.InventoryReply.BreachesRecorded;
import java.time.Instant;

/** What is past its maximum age, told truthfully: each breach once, from its first moment. */
public final class Breaches {
  private final Ledger ledger;

  /** Takes the ledger. */
  public Breaches(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Writes down what is past its maximum age now; a breach that a new policy undid is over. */
  public BreachesRecorded record(Instant now) {
    return ledger
        .first(
            """
            WITH over AS (
              UPDATE rekey.breach b SET closed_at = ? FROM rekey.credential c
              WHERE c.secret = b.secret AND c.hard_deadline <> b.since AND b.closed_at IS NULL),
            fresh AS (
              INSERT INTO rekey.breach (secret, since, recorded_at)
              SELECT secret, hard_deadline, ? FROM rekey.credential WHERE hard_deadline <= ?
              ON CONFLICT DO NOTHING RETURNING secret)
            SELECT (SELECT count(*) FROM rekey.credential WHERE hard_deadline <= ?) AS open,
              (SELECT count(*) FROM fresh) AS fresh""",
            row -> new BreachesRecorded(row.number("open"), row.number("fresh")),
            now,
            now,
            now,
            now)
        .orElseThrow();
  }

  /** How the installation stands against its policies. */
  public Compliance compliance(Instant now) {
    return ledger
        .first(
            """
            SELECT count(*) AS credentials,
              count(*) FILTER (WHERE last_rotated IS NOT NULL AND hard_deadline > ?) AS proven,
              count(*) FILTER (WHERE last_rotated IS NULL AND hard_deadline > ?) AS unproven,
              count(*) FILTER (WHERE hard_deadline <= ?) AS breached,
              count(*) FILTER (WHERE next_due <= ?) AS overdue
            FROM rekey.credential""",
            row ->
                new Compliance(
                    row.number("credentials"),
                    row.number("proven"),
                    row.number("unproven"),
                    row.number("breached"),
                    row.number("overdue")),
            now,
            now,
            now,
            now)
        .orElseThrow();
  }
}
