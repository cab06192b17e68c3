package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.evidence.EvidenceEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Gives waiting entries their places in the tree. There is one at a time, and each part is one
 * transaction: a crash leaves a part out or takes it whole, and a place once given never changes.
 */
final class Sequencer {
  private static final int PART = 4_096;

  private static final String TAKE =
      """
      WITH taken AS (
        DELETE FROM rekey.evidence_waiting WHERE place IN (
          SELECT place FROM rekey.evidence_waiting ORDER BY place LIMIT ?)
        RETURNING place)
      INSERT INTO rekey.evidence_leaf (index, place)
      SELECT ?::bigint + row_number() OVER (ORDER BY place) - 1, place FROM taken\
      """;

  private static final String TAKE_ONE =
      """
      WITH taken AS (
        DELETE FROM rekey.evidence_waiting WHERE place IN (
          SELECT place FROM rekey.evidence_entry WHERE id = ?)
        RETURNING place)
      INSERT INTO rekey.evidence_leaf (index, place) SELECT ?::bigint, place FROM taken\
      """;

  private final Ledger ledger;

  Sequencer(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Places all that wait; nothing if another sequencer is at work.
   *
   * @return how many leaves the tree has now
   */
  Optional<Long> place() {
    Optional<Long> size = alone(this::part);
    while (size.isPresent() && waiting()) {
      size = alone(this::part);
    }
    return size;
  }

  /** Does something while no other sequencer does anything; nothing if one does. */
  <T> Optional<T> alone(Supplier<T> work) {
    return ledger.together(() -> free() ? Optional.of(work.get()) : Optional.<T>empty());
  }

  /**
   * Gives an entry its place at once, so that it can name all that are before it. Waits until no
   * other sequencer does anything; one that is there already stays as it is.
   *
   * @param entry what it says, by the index that it gets
   * @return the index that it has
   */
  long next(String id, LongFunction<EvidenceEntry> entry) {
    return ledger.together(
        () -> {
          ledger.first(
              "SELECT pg_advisory_xact_lock(hashtextextended('rekey/evidence', 0)) IS NULL AS held",
              row -> row.flag("held"));
          return indexOf(id).orElseGet(() -> placed(id, entry));
        });
  }

  private long placed(String id, LongFunction<EvidenceEntry> entry) {
    while (waiting()) {
      part();
    }
    long index = new StoredTree(ledger).size();
    new EvidenceLog(ledger).append(List.of(entry.apply(index)));
    ledger.change(TAKE_ONE, id, index);
    complete(index, index + 1);
    return index;
  }

  private Optional<Long> indexOf(String id) {
    return ledger.first(
        "SELECT index FROM rekey.evidence_leaf JOIN rekey.evidence_entry USING (place) WHERE id = ?",
        row -> row.large("index"),
        id);
  }

  /** The lock goes with the transaction, however it ends. */
  private boolean free() {
    return ledger
        .first(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('rekey/evidence', 0)) AS free",
            row -> row.flag("free"))
        .orElse(false);
  }

  private boolean waiting() {
    return ledger
        .first("SELECT place FROM rekey.evidence_waiting LIMIT 1", row -> row.large("place"))
        .isPresent();
  }

  private long part() {
    long before = new StoredTree(ledger).size();
    long after = before + ledger.change(TAKE, PART, before);
    complete(before, after);
    return after;
  }

  /**
   * Keeps the root of each subtree that became complete: tiles of higher levels consist of them.
   */
  private void complete(long before, long after) {
    StoredTree tree = new StoredTree(ledger);
    for (int level = 1; after >> (level * StoredTree.HEIGHT) > 0; level++) {
      int height = level * StoredTree.HEIGHT;
      for (long index = before >> height; index < after >> height; index++) {
        ledger.change(
            "INSERT INTO rekey.evidence_node (level, index, hash) VALUES (?, ?, ?)",
            level,
            index,
            tree.whole(level - 1, index).bytes());
      }
    }
  }
}
