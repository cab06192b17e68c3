package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationProgress;

/**
 * A rotation that runs.
 *
 * @param secret of which credential
 * @param workflowId its id in Temporal
 * @param progress where it stands
 */
public record RunningRotation(SecretId secret, String workflowId, RotationProgress progress) {}
