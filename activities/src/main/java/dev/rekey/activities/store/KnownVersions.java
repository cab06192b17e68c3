package dev.rekey.activities.store;

import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of versions without reading a value, cheap enough to be asked several times a
 * second for many secrets. Throws {@link dev.rekey.activities.StepFailedException} like the store.
 */
public interface KnownVersions {
  /** Which version is AWSCURRENT, for many secrets at once; those without one are left out. */
  Map<SecretId, VersionId> current(Collection<SecretId> secrets);

  /** The fingerprint of a version, also of one whose value is gone. */
  Optional<Fingerprint> fingerprint(SecretId secret, VersionId version);

  /** The fingerprints of all values that are current. */
  Map<SecretId, Fingerprint> currentFingerprints();
}
