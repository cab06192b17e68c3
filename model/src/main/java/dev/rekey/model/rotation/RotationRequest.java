package dev.rekey.model.rotation;

import dev.rekey.model.credential.CredentialSpec;
import java.time.Duration;

/**
 * One rotation, as it is started.
 *
 * @param credential what to rotate
 * @param reason why
 * @param requestedBy the person or service, as the door knows them
 * @param drain how long the old version must have been seen unused before it is revoked
 * @param gateDeadline how long to wait for that
 * @param stepDeadline how long one step may be tried
 */
public record RotationRequest(
    CredentialSpec credential,
    RotationReason reason,
    String requestedBy,
    Duration drain,
    Duration gateDeadline,
    Duration stepDeadline) {}
