package dev.rekey.activities.rotation;

import dev.rekey.model.credential.SecretId;

/**
 * Keeps two calls for one credential apart: a call that timed out may still run while the next one starts.
 * It never expires in the middle; it ends with its holder.
 */
public interface CredentialLock {
  /**
   * Waits a short while for the credential.
   *
   * @return the hold, to be closed
   * @throws dev.rekey.activities.StepFailedException FUNCTION_UNAVAILABLE (retryable) if another call holds
   *     it for longer
   */
  Hold hold(SecretId secret);

  /** One holding of one credential. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
