package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.evidence.EvidenceEntry;
import java.util.List;
import java.util.function.Function;

/**
 * Writes entries into the ledger, where nobody waits for anybody: they get their place in the tree
 * soon after, all that wait at once.
 */
public final class EvidenceLog implements Evidence {
  private static final String APPEND =
      """
      WITH added AS (
        INSERT INTO rekey.evidence_entry (id, subject, type, at, leaf)
        SELECT e.id, e.subject, e.type, e.at::timestamptz, convert_to(e.leaf, 'UTF8')
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          AS e (id, subject, type, at, leaf)
        ON CONFLICT (id) DO NOTHING RETURNING place)
      INSERT INTO rekey.evidence_waiting (place) SELECT place FROM added""";

  private final Ledger ledger;

  /** Takes the ledger. */
  public EvidenceLog(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void append(List<EvidenceEntry> entries) {
    if (!entries.isEmpty()) {
      ledger.change(
          APPEND,
          each(entries, EvidenceEntry::id),
          each(entries, EvidenceEntry::subject),
          each(entries, EvidenceEntry::type),
          each(entries, entry -> entry.time().toString()),
          each(entries, Leaf::of));
    }
  }

  private static List<String> each(
      List<EvidenceEntry> entries, Function<EvidenceEntry, String> what) {
    return entries.stream().map(what).toList();
  }
}
