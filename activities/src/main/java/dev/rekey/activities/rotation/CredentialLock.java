package dev.rekey.activities.rotation;

import dev.rekey.model.credential.SecretId;
import java.util.function.Supplier;

/**
 * Keeps two calls for one credential apart: a call that timed out may still run while the next one
 * starts. It never expires in the middle; it ends with its holder.
 */
public interface CredentialLock {
  /**
   * Runs the work while no other call, on this or another machine, works on this credential.
   *
   * @throws dev.rekey.activities.StepFailedException FUNCTION_UNAVAILABLE (retryable) if another
   *     call goes on for too long; then the work was not run
   */
  <T> T alone(SecretId secret, Supplier<T> work);
}
