package dev.rekey.console.door.intake;

import dev.rekey.console.api.IntakeKind;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may report leaks by signed messages.
 *
 * @param name its name
 * @param kind how it signs
 * @param keysUrl where its public keys are, if it has such
 * @param key where the store has its key, if it has such
 * @param addedBy who let it in
 * @param addedAt when
 */
public record IntakeSource(
    String name,
    IntakeKind kind,
    Optional<String> keysUrl,
    Optional<Key> key,
    String addedBy,
    Instant addedAt) {
  /** Where a key is. */
  public record Key(SecretId secret, VersionId version) {}
}
