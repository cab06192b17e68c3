package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.credential.SecretId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds entries in the ledger. */
final class EvidenceSearch {
  private static final String FIND =
      """
      SELECT coalesce(l.index, -1) AS index, e.id, e.type, e.subject, e.at, e.leaf
      FROM rekey.evidence_entry e LEFT JOIN rekey.evidence_leaf l USING (place)
      WHERE (?::text IS NULL OR e.id = ?) AND (?::text[] IS NULL OR e.subject = ANY (?::text[]))
        AND (?::timestamptz IS NULL OR e.at >= ?) AND (?::timestamptz IS NULL OR e.at < ?)
        AND NOT (e.subject = ANY (?::text[]))
      ORDER BY e.place LIMIT ?\
      """;

  private final Ledger ledger;

  EvidenceSearch(Ledger ledger) {
    this.ledger = ledger;
  }

  List<Exported> find(EvidenceQuestion question, int most) {
    Optional<List<String>> subjects =
        question.secret().map(this::about).or(() -> question.subject().map(List::of));
    return ledger.all(
        FIND,
        EvidenceSearch::read,
        question.id(),
        question.id(),
        subjects,
        subjects,
        question.from(),
        question.from(),
        question.to(),
        question.to(),
        question.hidden(),
        most);
  }

  /** The words about stretches that are in doubt, in their order: each has its place at once. */
  List<Exported> doubts(List<String> hidden) {
    return ledger.all(
        "SELECT l.index, e.id, e.type, e.subject, e.at, e.leaf"
            + " FROM rekey.evidence_entry e JOIN rekey.evidence_leaf l USING (place)"
            + " WHERE e.type = '"
            + SuspectLog.TYPE // in the text itself, for its index
            + "' AND NOT (e.subject = ANY (?::text[])) ORDER BY l.index",
        EvidenceSearch::read,
        hidden);
  }

  /** A credential, and the incidents that held it. */
  private List<String> about(SecretId secret) {
    List<String> subjects = new ArrayList<>(List.of(secret.value()));
    subjects.addAll(
        ledger.all(
            "SELECT DISTINCT incident FROM rekey.incident_credential WHERE secret = ?",
            row -> row.text("incident"),
            secret));
    return subjects;
  }

  private static Exported read(Row row) throws SQLException {
    return new Exported(
        row.large("index"),
        row.text("id"),
        row.text("type"),
        row.text("subject"),
        row.instant("at"),
        row.maybeBytes("leaf").orElseThrow());
  }
}
