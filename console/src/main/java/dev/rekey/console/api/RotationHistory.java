package dev.rekey.console.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
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
 * @param old the version that was current when it began
 * @param reason why it was started
 * @param requestedBy who asked for it
 * @param startedAt when it began
 * @param endedAt when it ended, if it did
 * @param outcome {@code running}, {@code rotated}, {@code withdrawn}, {@code unfinished}, {@code
 *     superseded}, or {@code discarded} if the target refused its value and the same rotation went
 *     on with another version
 * @param failedAt the step that failed, if one did
 * @param code why
 * @param why one sentence, if it did not reach its goal
 * @param steps what each step saw
 */
@JsonIgnoreProperties(value = "advice", allowGetters = true)
public record RotationHistory(
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
    List<StepHistory> steps) {
  /** Copies the list. */
  public RotationHistory {
    steps = List.copyOf(steps);
  }

  /** What the operator should do, if something failed. Part of the JSON. */
  @JsonProperty
  public Optional<String> advice() {
    return code.map(FailureCode::advice);
  }
}
