package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationReason;

/**
 * Rotate a credential now.
 *
 * @param secret which
 * @param reason {@code REQUESTED} or {@code COMPROMISED}
 * @param dryRun only say what would happen
 */
public record RotationOrder(SecretId secret, RotationReason reason, boolean dryRun) {}
