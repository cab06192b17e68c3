package dev.rekey.activities.evidence;

import dev.rekey.model.transparency.NoteKey;

/** Signs checkpoints with the log's key, which nobody else has. */
public interface CheckpointSigner {
  /**
   * The key that verifies what it signs; its name is the log's.
   *
   * @throws dev.rekey.activities.StepFailedException SIGNER_UNAVAILABLE if it does not answer
   */
  NoteKey key();

  /**
   * The Ed25519 signature of this text.
   *
   * @throws dev.rekey.activities.StepFailedException SIGNER_UNAVAILABLE if it does not answer
   */
  byte[] sign(byte[] text);
}
