package dev.rekey.workflows.trigger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.workflows.rotation.Started;
import java.util.List;

/**
 * What came of a trigger.
 *
 * @param repeated whether the ledger knew it already, so that nothing was done
 * @param open whether people must look; the ledger has it then
 * @param known the credentials that it speaks of; none if nobody enrolled them
 * @param started what was started or joined for it
 */
public record TriggerReport(
    boolean repeated, boolean open, List<SecretId> known, List<Started> started) {
  /** Copies the lists. */
  public TriggerReport {
    known = List.copyOf(known);
    started = List.copyOf(started);
  }
}
