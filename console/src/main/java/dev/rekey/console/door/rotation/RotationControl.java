package dev.rekey.console.door.rotation;

import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rotations that run. Every method may throw {@link dev.rekey.console.door.Refusal}: 503 when
 * Temporal does not answer.
 */
public interface RotationControl {
  /** Starts a rotation, or joins the one that runs. */
  RotationStarted start(DueCredential due);

  /** Where the rotation of a credential stands, if one runs. */
  Optional<RotationProgress> progress(SecretId secret);

  /** The rotation of a credential with where it stands, if one runs. */
  Optional<RunningRotation> running(SecretId secret);

  /** Rotations that run and are in one of these states, so many at most: where each stands. */
  List<RunningRotation> running(Set<RotationState> states, int most);

  /** How each rotation fares that runs: one cheap question, however many there are. */
  Map<SecretId, RotationState> states();

  /** Tells the running rotation, if there is one, that somebody acknowledged. */
  void lookAgain(SecretId secret);

  /** Gives the running rotation leave to revoke in spite of use. 409 if none runs. */
  void force(SecretId secret, Force force);

  /**
   * Asks the running rotation to go back. 409 if none runs, or it is past the point of no return.
   */
  void withdraw(SecretId secret, String by, String reason);

  /** Starts a sweep or joins the one that runs, and waits for its end, but not for minutes. */
  SweepProgress sweep();

  /** Whether Temporal answers. */
  boolean reachable();
}
