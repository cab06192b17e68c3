package dev.rekey.activities.evidence;

import dev.rekey.model.transparency.NoteKey;
import java.util.List;

/**
 * Whom the log depends on.
 *
 * @param signer who signs it
 * @param witnesses who vouch for it
 * @param mirrors who have a copy of it
 * @param published the keys that auditors were told; none if nobody said which those are
 */
public record EvidenceParties(
    CheckpointSigner signer,
    List<Witness> witnesses,
    List<Mirror> mirrors,
    List<NoteKey> published) {
  /** Copies the lists. */
  public EvidenceParties {
    witnesses = List.copyOf(witnesses);
    mirrors = List.copyOf(mirrors);
    published = List.copyOf(published);
  }

  /** Nobody said which keys were published. */
  public EvidenceParties(CheckpointSigner signer, List<Witness> witnesses, List<Mirror> mirrors) {
    this(signer, witnesses, mirrors, List.of());
  }
}
