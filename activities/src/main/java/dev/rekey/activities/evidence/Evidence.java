package dev.rekey.activities.evidence;

import dev.rekey.model.evidence.EvidenceEntry;
import java.util.List;

/** Where everybody writes down what happened. */
@FunctionalInterface
public interface Evidence {
  /**
   * Adds entries, in this order. What is known by its id is not added again. Within a transaction
   * of the ledger they are added if that is committed.
   *
   * @throws dev.rekey.activities.StepFailedException LEDGER_UNAVAILABLE if the ledger does not
   *     answer
   * @throws IllegalArgumentException if an entry is larger than a leaf may be, or holds what has no
   *     canonical form
   */
  void append(List<EvidenceEntry> entries);
}
