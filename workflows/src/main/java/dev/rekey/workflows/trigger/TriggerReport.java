package dev.rekey.workflows.trigger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.workflows.rotation.Started;
import java.util.List;
import java.util.Optional;

/**
 * What came of a trigger.
 *
 * @param repeated whether the ledger knew it already, so that nothing was done
 * @param open whether people must look; the ledger has it then
 * @param known the credentials that it speaks of; none if nobody enrolled them
 * @param started the rotations and sweeps that were started or joined for it
 * @param incident what a compromise opened or joined
 */
public record TriggerReport(
    boolean repeated,
    boolean open,
    List<SecretId> known,
    List<Started> started,
    Optional<IncidentId> incident) {
  /** Copies the lists. */
  public TriggerReport {
    known = List.copyOf(known);
    started = List.copyOf(started);
  }
}
