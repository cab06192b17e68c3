package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import java.time.Instant;
import java.util.List;

/** How it goes with those whom the log depends on, in the ledger. */
final class Outlets {
  private final Ledger ledger;

  Outlets(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What somebody is to the log. */
  enum Kind {
    SIGNER,
    WITNESS,
    MIRROR
  }

  /** It has a checkpoint of this size now. */
  void reached(Kind kind, String name, long size, Instant at) {
    ledger.change(
        "INSERT INTO rekey.evidence_outlet AS o (name, kind, size, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET size = excluded.size, problem = NULL,"
            + " problem_at = NULL, at = CASE WHEN o.size = excluded.size AND o.at IS NOT NULL"
            + " THEN o.at ELSE excluded.at END",
        name,
        kind,
        size,
        at);
  }

  /** It could not do its part; since when is kept. */
  void failed(Kind kind, String name, String problem, Instant at) {
    ledger.change(
        "INSERT INTO rekey.evidence_outlet AS o (name, kind, problem, problem_at)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET problem = excluded.problem,"
            + " problem_at = coalesce(o.problem_at, excluded.problem_at)",
        name,
        kind,
        problem,
        at);
  }

  /** The size of the last checkpoint that it had, as far as is known here. */
  long size(String name) {
    return ledger
        .first(
            "SELECT size FROM rekey.evidence_outlet WHERE name = ?", row -> row.large("size"), name)
        .orElse(0L);
  }

  /** All of them. */
  List<EvidenceStanding.Party> all() {
    return ledger.all(
        "SELECT name, kind, size, at, problem, problem_at FROM rekey.evidence_outlet"
            + " ORDER BY kind DESC, name",
        row ->
            new EvidenceStanding.Party(
                row.text("name"),
                row.text("kind"),
                row.large("size"),
                row.maybeInstant("at"),
                row.maybeText("problem"),
                row.maybeInstant("problem_at")));
  }

  /** Forgets mirrors and witnesses that are not configured any more. */
  void keepOnly(List<String> names) {
    ledger.change("DELETE FROM rekey.evidence_outlet WHERE NOT (name = ANY (?))", names);
  }
}
