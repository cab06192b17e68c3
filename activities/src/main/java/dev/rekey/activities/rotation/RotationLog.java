package dev.rekey.activities.rotation;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's memory of rotations. It knows what Temporal need not: which version was current when
 * the rotation began, and what each step saw. Throws {@link
 * dev.rekey.activities.StepFailedException} with LEDGER_UNAVAILABLE when it cannot answer.
 */
public interface RotationLog {
  /**
   * Opens the rotation, or returns it if it is open already.
   *
   * @param current the version that is AWSCURRENT now; kept as the old one only the first time
   */
  OpenRotation begin(StepRequest request, VersionId current);

  /** The rotation that makes this version, if it ever began. */
  Optional<OpenRotation> find(VersionId version);

  /** Whether a response holds this credential, so that routine has to keep away from it. */
  default boolean held(SecretId secret) {
    return false; // where there are no incidents
  }

  /** Who the identities of credentials are at their targets. */
  default NativeIds natives() {
    return NativeIds.NONE;
  }

  /** The rotation of this credential that makes another version and may still be under way. */
  Optional<VersionId> rival(SecretId secret, VersionId version);

  /**
   * Writes down which public ids the keys of a credential have, for findings that name nothing
   * else. What is known already stays.
   */
  void keys(SecretId secret, List<String> ids);

  /** A key of this credential by its public id; nothing if none of that id is known. */
  Optional<KnownKey> key(SecretId secret, String id);

  /** Writes down that another key replaced this one, and since when it is refused. */
  void retired(SecretId secret, String id, Instant at);

  /** Writes down that a key is about to be deleted for one of this version, and why. */
  void givesWay(SecretId secret, String id, VersionId to, String why);

  /** What was deleted for the key of this version, in the words that were written down. */
  List<String> gaveWay(VersionId to);

  /** Writes down what the certificate of a version is, where it has one. */
  void certificate(SecretId secret, VersionId version, KnownCertificate certificate);

  /**
   * Writes down that a key of ours leaked, for ever; the first time counts.
   *
   * @param identity the identity of its login, which tells it from every other key
   * @return the same, unless it was known to have leaked
   */
  List<String> leaked(SecretId secret, String identity, Instant at);

  /**
   * The same for the key of every version that has or had a certificate, since nobody knows which
   * one leaked.
   *
   * @param spared the version that replaced them, if one did
   * @return the identities of those that were not known to have leaked
   */
  List<String> everyKeyLeaked(SecretId secret, Optional<VersionId> spared, Instant at);

  /** Since when a key is known to have leaked, if it has: of whichever credential. */
  Optional<Instant> leakedSince(String identity);

  /**
   * Writes down when the target wants a version to be replaced; the date when it is due follows.
   *
   * @param window its word, if it has one; else what was known stays
   * @param askAgain when to ask it again
   */
  void advised(
      SecretId secret, VersionId version, Optional<RenewalAdvice.Window> window, Instant askAgain);

  /** Writes down since when the target honours the new value; only the first time counts. */
  void installed(VersionId version, Instant at);

  /**
   * Writes down that the create step is done, what it saw, and since when the target honours the
   * new value, if that is not known already.
   */
  void created(VersionId version, Optional<Instant> installed, List<Fact> facts);

  /** Writes down that a step is done, and what it saw. The same step again replaces what it saw. */
  void stepDone(VersionId version, RotationStep step, List<Fact> facts);

  /** Ends the rotation as rotated: the credential's age starts again at {@code at}. */
  void rotated(StepRequest request, Instant at, List<Fact> facts);

  /** Ends the rotation as withdrawn; as discarded, if that is the step. */
  void withdrawn(StepRequest request, Instant at, List<Fact> facts);

  /**
   * Writes down how a rotation ended that did not reach its goal, and why. Told again it changes
   * nothing, and what the ledger saw of the end itself stays.
   */
  void concluded(StepRequest request, RotationOutcome outcome, Instant at);

  /**
   * A key as the ledger knows it.
   *
   * @param id its public id
   * @param retired since when it is refused because another one replaced it, if one did
   */
  record KnownKey(String id, Optional<Instant> retired) {}

  /**
   * A rotation as the ledger knows it.
   *
   * @param version the version it makes
   * @param old the version that was current when it began
   * @param installed since when the target honours the new value, if it does
   * @param ended whether it ended
   */
  record OpenRotation(
      VersionId version, VersionId old, Optional<Instant> installed, boolean ended) {}
}
