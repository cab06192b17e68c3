package dev.rekey.activities.evidence;

import dev.rekey.model.transparency.NoteKey;
import java.util.List;

/** Signs checkpoints with the log's key, which nobody else has. */
public interface CheckpointSigner {
  /**
   * The key that verifies what it signs; its name is the log's.
   *
   * @throws dev.rekey.activities.StepFailedException SIGNER_UNAVAILABLE if it does not answer
   */
  NoteKey key();

  /** How the key is called where it is; nothing if it has no name there. Never throws. */
  default List<String> names() {
    return List.of();
  }

  /**
   * The Ed25519 signature of this text.
   *
   * @throws dev.rekey.activities.StepFailedException SIGNER_UNAVAILABLE if it does not answer
   */
  byte[] sign(byte[] text);
}
