package dev.rekey.model.rotation;

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
public record RotationProgress(
    VersionId version,
    RotationStep step,
    RotationState state,
    Instant since,
    List<UserOfOld> users,
    Optional<LastFailure> failure,
    Optional<LastFailure> goingBack) {}
