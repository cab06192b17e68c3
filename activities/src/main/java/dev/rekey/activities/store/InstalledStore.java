package dev.rekey.activities.store;

import java.util.Optional;

/** Everything that an installation asks of its secret store, whichever it is. */
public interface InstalledStore extends SecretStore, AccessLog, KnownVersions {
  /** Makes fingerprints under this installation's key. */
  Fingerprinter fingerprinter();

  /** What it says of secrets that it has rotated by itself; nothing if it rotates none. */
  default Optional<RotatedSecrets> rotated() {
    return Optional.empty();
  }
}
