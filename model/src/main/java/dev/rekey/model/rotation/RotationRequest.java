package dev.rekey.model.rotation;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.util.Optional;

/**
 * One rotation, as it is started.
 *
 * @param credential what to rotate
 * @param reason why
 * @param requestedBy the person or service, as the door knows them
 * @param drain how long the old version must have been seen unused before it is revoked
 * @param gateDeadline how long to wait for that
 * @param stepDeadline how long one step may be tried
 * @param version the version to go on with, if somebody else began it; else the rotation makes one
 */
public record RotationRequest(
    CredentialSpec credential,
    RotationReason reason,
    String requestedBy,
    Duration drain,
    Duration gateDeadline,
    Duration stepDeadline,
    Optional<VersionId> version) {
  /** A rotation that makes its own version. */
  public RotationRequest(
      CredentialSpec credential,
      RotationReason reason,
      String requestedBy,
      Duration drain,
      Duration gateDeadline,
      Duration stepDeadline) {
    this(credential, reason, requestedBy, drain, gateDeadline, stepDeadline, Optional.empty());
  }
}
