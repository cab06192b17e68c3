package dev.rekey.activities.rollover;

import dev.rekey.activities.evidence.Evidence;
import dev.rekey.activities.evidence.EvidenceLog;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rollovers in the ledger, and who is known to let in only whom an authority certified. */
public final class LedgerRollovers {
  private final Ledger ledger;
  private final Evidence evidence;
  private final Inventory inventory;

  /** Takes the ledger. */
  public LedgerRollovers(Ledger ledger) {
    this.ledger = ledger;
    this.evidence = new EvidenceLog(ledger);
    this.inventory = new Inventory(ledger);
  }

  /** Everything under care that the authority of that name certifies. */
  List<DueCredential> leaves(RolloverOrder order) {
    return inventory.certifiedBy(order.authority(), order.requestedBy());
  }

  /** Writes down how a rollover stands, and what happened; a line that is there stays. */
  void writeDown(RolloverView standing, List<RolloverEntry> entries) {
    ledger.together(
        () -> {
          ledger.change(
              """
              INSERT INTO rekey.rollover AS r (id, authority, started_at, lines, standing)
              VALUES (?, ?, ?, ?, ?::jsonb)
              ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, lines = excluded.lines
                WHERE r.lines <= excluded.lines\
              """,
              standing.order().id(),
              standing.order().authority(),
              standing.startedAt(),
              standing.timeline().size(),
              Json.of(standing));
          evidence.append(entries.stream().map(one -> leaf(standing.order(), one)).toList());
          return entries;
        });
  }

  private static EvidenceEntry leaf(RolloverOrder order, RolloverEntry entry) {
    return new EvidenceEntry(
        "rollover/" + order.id() + "/" + entry.number(),
        "rekey/rollover",
        "dev.rekey.authority.rollover",
        order.authority(),
        entry.at(),
        Map.of(
            "by",
            entry.by(),
            "text",
            entry.text(),
            "rollover",
            order.id(),
            "successor",
            order.successor(),
            "reason",
            order.reason().name()));
  }

  /** The last rollover of an authority, as it stood when something was last written down. */
  public Optional<RolloverView> last(String authority) {
    return ledger.first(
        "SELECT standing FROM rekey.rollover WHERE authority = ? ORDER BY started_at DESC LIMIT 1",
        row -> row.json("standing", RolloverView.class),
        authority);
  }

  /**
   * Writes down that an endpoint lets in only who shows a certificate of the authority.
   *
   * @return false if that is known already
   */
  public boolean addTruster(String authority, TlsEndpoint endpoint, String by, Instant at) {
    return ledger.change(
            """
            INSERT INTO rekey.trust_endpoint (authority, endpoint, added_by, added_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING\
            """,
            authority,
            endpoint.name(),
            by,
            at)
        > 0;
  }

  /**
   * Forgets one.
   *
   * @return false if it is not known
   */
  public boolean removeTruster(String authority, TlsEndpoint endpoint) {
    return ledger.change(
            "DELETE FROM rekey.trust_endpoint WHERE authority = ? AND endpoint = ?",
            authority,
            endpoint.name())
        > 0;
  }

  /** Those of an authority. */
  public List<TlsEndpoint> trusters(String authority) {
    return ledger.all(
        "SELECT endpoint FROM rekey.trust_endpoint WHERE authority = ? ORDER BY endpoint",
        row -> TlsEndpoint.of(row.text("endpoint")),
        authority);
  }
}
