package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running rotation, as its query answers.
 *
 * @param version the version being made
 * @param step where it stands
 * @param state how it fares
 * @param since when it came to this state
 * @param users who uses the old version, if that is what it waits for
 * @param failure what fails, if something does
 * @param goingBack why it is being withdrawn, if it is
 */
@JsonIgnoreProperties(value = "advice", allowGetters = true)
public record RotationProgress(
    VersionId version,
    RotationStep step,
    RotationState state,
    Instant since,
    List<UserOfOld> users,
    Optional<LastFailure> failure,
    Optional<LastFailure> goingBack) {
  /** What people should do, if it stands still. Part of the JSON. */
  @JsonProperty
  public Optional<String> advice() {
    return switch (state) {
      case BLOCKED ->
          Optional.of(
              "Ask those named here to move on; else withdraw, or force with a second person.");
      case STUCK, RUNNING, DRAINING -> failure.map(LastFailure::advice);
    };
  }
}
