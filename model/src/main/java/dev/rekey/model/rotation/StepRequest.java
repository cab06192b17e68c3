package dev.rekey.model.rotation;

import static java.util.Objects.requireNonNull;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import java.util.Optional;

/**
 * One call of a function.
 *
 * @param step what to do
 * @param credential for which credential
 * @param version the version that this rotation makes: its idempotency key
 * @param reason why it is rotated
 * @param requestedBy who asked for it
 * @param force leave to revoke in spite of use, if somebody gave it
 * @param outcome how the rotation ended, for the step that tells the ledger
 */
public record StepRequest(
    RotationStep step,
    CredentialSpec credential,
    VersionId version,
    RotationReason reason,
    String requestedBy,
    Optional<Force> force,
    Optional<RotationOutcome> outcome) {
  /** Refuses half a request, which must not break in the middle of a step. */
  public StepRequest {
    requireNonNull(step, "step");
    requireNonNull(credential, "credential");
    requireNonNull(version, "version");
    requireNonNull(reason, "reason");
    requireNonNull(requestedBy, "requestedBy");
  }

  /** A call that does something, rather than tell how it ended. */
  public StepRequest(
      RotationStep step,
      CredentialSpec credential,
      VersionId version,
      RotationReason reason,
      String requestedBy,
      Optional<Force> force) {
    this(step, credential, version, reason, requestedBy, force, Optional.empty());
  }
}
