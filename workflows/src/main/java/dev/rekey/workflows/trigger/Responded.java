package dev.rekey.workflows.trigger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentId;
import java.util.List;

/**
 * The incident of a signal.
 *
 * @param incident its name
 * @param joined whether it was there before
 * @param repeated whether its response knew the signal already
 * @param known the credentials that the signal means; none if nobody enrolled them
 */
public record Responded(
    IncidentId incident, boolean joined, boolean repeated, List<SecretId> known) {
  /** Copies the list. */
  public Responded {
    known = List.copyOf(known);
  }
}
