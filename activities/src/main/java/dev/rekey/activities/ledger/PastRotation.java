package dev.rekey.activities.ledger;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rotation as the ledger remembers it.
 *
 * @param secret of which credential
 * @param version the version it made or makes
 * @param old the version that was current when it began; its own if it never began
 * @param reason why it was started
 * @param requestedBy who asked for it
 * @param startedAt when it began
 * @param endedAt when it ended, if it did
 * @param outcome {@code running}, {@code rotated}, {@code withdrawn}, {@code unfinished} (also if a
 *     later one began although nothing told of its end), {@code superseded}, or {@code discarded}
 *     if the target refused its value and the same rotation went on with another version
 * @param failedAt the step that failed, if one did
 * @param code why
 * @param why one sentence, if it did not reach its goal
 * @param steps what each step saw, in order
 */
public record PastRotation(
    SecretId secret,
    VersionId version,
    VersionId old,
    RotationReason reason,
    String requestedBy,
    Instant startedAt,
    Optional<Instant> endedAt,
    String outcome,
    Optional<RotationStep> failedAt,
    Optional<FailureCode> code,
    Optional<String> why,
    List<PastStep> steps) {
  /** Copies the list. */
  public PastRotation {
    steps = List.copyOf(steps);
  }

  /**
   * A step that was done.
   *
   * @param step its name
   * @param at when
   * @param facts what it saw
   */
  public record PastStep(String step, Instant at, List<Fact> facts) {}
}
