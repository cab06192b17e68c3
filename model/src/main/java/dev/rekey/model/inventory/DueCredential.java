package dev.rekey.model.inventory;

import dev.rekey.model.credential.Tier;
import dev.rekey.model.rotation.RotationRequest;
import java.time.Instant;

/**
 * A credential that is to be rotated now.
 *
 * @param request the rotation to start
 * @param tier its sensitivity: the most sensitive first
 * @param owner the person who answers for it
 * @param hardDeadline when it breaches its maximum age; may be past
 */
public record DueCredential(
    RotationRequest request, Tier tier, String owner, Instant hardDeadline) {}
