package dev.rekey.console.door.inventory;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A credential that is under Rekey's care.
 *
 * @param record as it was enrolled
 * @param lastRotated when its value was made or enrolled
 * @param nextDue when its policy rotates it next
 * @param hardDeadline when it breaches its maximum age
 * @param fingerprint of its current value, where known
 * @param rotating the version that an open rotation makes, if there is one
 */
public record Enrolled(
    CredentialRecord record,
    Instant lastRotated,
    Instant nextDue,
    Instant hardDeadline,
    Optional<String> fingerprint,
    Optional<VersionId> rotating) {}
