package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rotation as the ledger remembers it.
 *
 * @param secret of which credential
 * @param version the version it made or makes
 * @param old the version that was current when it began
 * @param reason why it was started
 * @param requestedBy who asked for it
 * @param startedAt when it began
 * @param endedAt when it ended, if it did
 * @param outcome {@code running}, {@code rotated} or {@code withdrawn}
 * @param steps what each step saw
 */
public record RotationHistory(
    SecretId secret,
    VersionId version,
    VersionId old,
    RotationReason reason,
    String requestedBy,
    Instant startedAt,
    Optional<Instant> endedAt,
    String outcome,
    List<StepHistory> steps) {
  /** Copies the list. */
  public RotationHistory {
    steps = List.copyOf(steps);
  }
}
