package dev.rekey.activities.store;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where versions are staged and escrowed, by the rules of AWS Secrets Manager. Every method may be
 * called twice. Each throws {@link dev.rekey.activities.StepFailedException}: STORE_UNAVAILABLE
 * when the store cannot answer, NOT_FOUND when the secret does not exist.
 */
public interface SecretStore {
  /**
   * Creates a secret with its first version as AWSCURRENT. The same version again is a success.
   *
   * @throws dev.rekey.activities.StepFailedException FOREIGN_WRITE if the secret has another
   *     version
   */
  void create(SecretId secret, VersionId version, Login value);

  /**
   * Escrows a new version and moves AWSPENDING to it; when this returns, the value is committed.
   * The same version with the same value is a success.
   *
   * @throws dev.rekey.activities.StepFailedException FOREIGN_WRITE if the version exists with
   *     another value; VALUE_REJECTED if the value is empty, shorter than 16 characters, or that of
   *     an earlier version
   */
  void stage(SecretId secret, VersionId version, Login value);

  /** The value of a version, or nothing if there is none. The read is written to the access log. */
  Optional<Login> read(SecretId secret, VersionId version, Reader reader);

  /**
   * The newest values of many secrets at once, each secret's newest first; the reads are written to
   * the access log. Whatever is left out is to be asked for by itself: all of them, where there is
   * no cheaper way, and one that cannot be read.
   *
   * @param most of each secret
   */
  default Map<SecretId, List<StoredVersion>> newest(
      Collection<SecretId> secrets, int most, Reader reader) {
    return Map.of();
  }

  /** The version that consumers get now; nothing if there is no such secret either. */
  default Optional<VersionId> current(SecretId secret) {
    try {
      return Optional.ofNullable(labels(secret).get(VersionStage.AWSCURRENT));
    } catch (StepFailedException e) {
      if (e.code() == FailureCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Which version each label is on; nothing for a label that is on none. */
  Map<VersionStage, VersionId> labels(SecretId secret);

  /**
   * Compare-and-set: AWSCURRENT from {@code expected} to {@code next}, AWSPREVIOUS to {@code
   * expected}, AWSPENDING off {@code next}. Already done is a success.
   *
   * @throws dev.rekey.activities.StepFailedException FOREIGN_WRITE if AWSCURRENT is on a third
   *     version
   */
  void promote(SecretId secret, VersionId expected, VersionId next);

  /** Takes AWSPENDING off that version, if it is there. The version itself is kept. */
  void discardPending(SecretId secret, VersionId version);

  /** All versions that the store still has, the newest first. */
  List<VersionId> versions(SecretId secret);

  /**
   * Whether a secret may be taken under care.
   *
   * @return what its owner should know, each in one sentence; a secret that is not there yet has
   *     nothing
   * @throws dev.rekey.activities.StepFailedException BAD_REQUEST with the reason if it may not
   */
  default List<String> check(SecretId secret) {
    return List.of();
  }

  /**
   * The secrets in the store, so that what nobody enrolled is found.
   *
   * @param limit at most how many
   * @return in the order of their names; nothing from a store that holds none but Rekey's own
   */
  default List<StoredSecret> discover(int limit) {
    return List.of();
  }
}
