package dev.rekey.activities.evidence;

import java.util.List;

/**
 * Whom the log depends on.
 *
 * @param signer who signs it
 * @param witnesses who vouch for it
 * @param mirrors who have a copy of it
 */
public record EvidenceParties(
    CheckpointSigner signer, List<Witness> witnesses, List<Mirror> mirrors) {
  /** Copies the lists. */
  public EvidenceParties {
    witnesses = List.copyOf(witnesses);
    mirrors = List.copyOf(mirrors);
  }
}
