package dev.rekey.workflows.rotation;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rotation that waits at its gate, as one run hands it to the next.
 *
 * @param version the version that it makes
 * @param returnable whether the point of no return is still ahead
 * @param state how it fares
 * @param since since when
 * @param gateDeadline when the gate's patience ends
 * @param quietSince since when nobody has used the old version
 * @param users who used it when last asked
 * @param pause how long the gate waited before it asked last
 * @param force leave to revoke, if somebody gave it
 * @param failure what fails, if it is that
 */
public record Resumed(
    VersionId version,
    boolean returnable,
    RotationState state,
    Instant since,
    Instant gateDeadline,
    Optional<Instant> quietSince,
    List<UserOfOld> users,
    Duration pause,
    Optional<Force> force,
    Optional<LastFailure> failure) {
  /** Copies the list. */
  public Resumed {
    users = List.copyOf(users);
  }
}
