package dev.rekey.console.api;

import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.rotation.RotationProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A credential as the door shows it.
 *
 * @param record as it was enrolled
 * @param state how it fares
 * @param lastRotated when its value was made or enrolled
 * @param nextDue when its policy rotates it next
 * @param hardDeadline when it breaches its maximum age, or ends by itself before
 * @param currentVersion the version that consumers get; nothing after a dry run
 * @param fingerprint the first twelve digits of the current value's fingerprint, where known
 * @param consumers who uses it
 * @param rotating the version being made, if it is being rotated
 * @param progress where its rotation stands; told only of a credential that was asked for by name
 * @param lastRotation its latest rotation, the running one or how the last ended; told likewise
 */
public record CredentialView(
    CredentialRecord record,
    CredentialState state,
    Instant lastRotated,
    Instant nextDue,
    Instant hardDeadline,
    Optional<VersionId> currentVersion,
    Optional<String> fingerprint,
    List<ConsumerId> consumers,
    Optional<VersionId> rotating,
    Optional<RotationProgress> progress,
    Optional<RotationHistory> lastRotation) {
  /** Copies the list. */
  public CredentialView {
    consumers = List.copyOf(consumers);
  }
}
