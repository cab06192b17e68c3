package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;

/**
 * A recorded wish to force.
 *
 * @param id its id, for the approval
 * @param secret of which credential
 * @param version which rotation: an approval is for no other
 * @param requestedBy who asked
 * @param reason why
 * @param at when
 */
public record ForceRequest(
    String id, SecretId secret, VersionId version, String requestedBy, String reason, Instant at) {}
