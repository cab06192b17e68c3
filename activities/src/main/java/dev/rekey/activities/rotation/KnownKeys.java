package dev.rekey.activities.rotation;

import dev.rekey.activities.rotation.RotationLog.KnownKey;
import dev.rekey.activities.target.FormerLogins;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys that the ledger knows of a credential, by their public ids.
 *
 * @param log the ledger
 * @param secret the credential
 * @param version which version's key they may have to make place for
 */
record KnownKeys(RotationLog log, SecretId secret, VersionId version) implements FormerLogins {
  @Override
  public boolean areOurs(String identity) {
    return log.key(secret, identity).isPresent();
  }

  @Override
  public Optional<Instant> retired(String identity) {
    return log.key(secret, identity).flatMap(KnownKey::retired);
  }

  @Override
  public void givesWay(String identity, String why) {
    log.givesWay(secret, identity, version, why);
  }
}
