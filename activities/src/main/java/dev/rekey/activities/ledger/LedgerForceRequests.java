package dev.rekey.activities.ledger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Optional;

/** The wishes to revoke although somebody uses the old version, and what became of them. */
public final class LedgerForceRequests {
  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerForceRequests(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Writes a wish down; the same again changes nothing. */
  public void add(Wish wish) {
    ledger.change(
        """
        INSERT INTO rekey.force_request (id, secret, version, requested_by, reason, at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
        wish.id(),
        wish.secret(),
        wish.version(),
        wish.requestedBy(),
        wish.reason(),
        wish.at());
  }

  /** A wish that was written down. */
  public Optional<Wish> find(String id) {
    return ledger.first(
        """
        SELECT id, secret, version, requested_by, reason, at FROM rekey.force_request
        WHERE id = ?""",
        row ->
            new Wish(
                row.text("id"),
                new SecretId(row.text("secret")),
                new VersionId(row.text("version")),
                row.text("requested_by"),
                row.text("reason"),
                row.instant("at")),
        id);
  }

  /** Writes an approval down; a second decision on the same wish changes nothing. */
  public void approved(String id, String by, Instant at) {
    ledger.change(
        """
        UPDATE rekey.force_request SET decision = 'approved', decided_by = ?, decided_at = ?
        WHERE id = ? AND decision IS NULL""",
        by,
        at,
        id);
  }

  /**
   * A wish.
   *
   * @param id its id
   * @param secret of which credential
   * @param version which rotation: an approval is for no other
   * @param requestedBy who asked
   * @param reason why
   * @param at when
   */
  public record Wish(
      String id,
      SecretId secret,
      VersionId version,
      String requestedBy,
      String reason,
      Instant at) {}
}
