package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.Optional;

/**
 * A rotation runs.
 *
 * @param secret of which credential
 * @param workflowId its id in Temporal
 * @param runId its run there
 * @param joined whether it ran already, so that this order joined it
 * @param version the version it makes, where known already
 */
public record RotationStarted(
    SecretId secret,
    String workflowId,
    String runId,
    boolean joined,
    Optional<VersionId> version) {}
