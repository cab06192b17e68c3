package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What is kept of authorities, and of what is believed of them.
 *
 * @param store where
 */
record KnownAuthorities(SecretStore store) {
  /** What is to be known of an authority. */
  Login of(String name) {
    return current(TlsCertificate.authoritySecret(name))
        .orElseThrow(
            () ->
                new StepFailedException(FailureCode.NOT_FOUND, "No authority is known as " + name));
  }

  /** What is in a secret now; nothing if there is no such secret. */
  Optional<Login> current(SecretId secret) {
    return store
        .current(secret)
        .flatMap(version -> store.read(secret, version, Reader.rekey("roll an authority over")));
  }

  /** A version that was kept. */
  Optional<Login> version(SecretId secret, VersionId version) {
    try {
      return store.read(secret, version, Reader.rekey("roll an authority over"));
    } catch (StepFailedException e) {
      if (e.code() == FailureCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Puts a value into a secret.
   *
   * @param what it is written for: the same again is the same version, whose first value counts
   */
  void put(SecretId secret, String what, Login value) {
    VersionId version = version(secret, what);
    Optional<VersionId> there = store.current(secret);
    if (there.isEmpty()) {
      store.create(secret, version, value);
    } else if (!there.get().equals(version)) {
      if (version(secret, version).isEmpty()) {
        store.stage(secret, version, value);
      }
      store.promote(secret, there.get(), version);
    }
  }

  /** Keeps a version that nobody gets; the secret is made for it if there is none. */
  void keep(SecretId secret, VersionId version, Login value) {
    if (store.current(secret).isEmpty()) {
      store.create(secret, version, value);
    } else {
      store.stage(secret, version, value);
    }
  }

  /** Always the same for the same. */
  static VersionId version(SecretId secret, String what) {
    byte[] name = (secret + " " + what).getBytes(StandardCharsets.UTF_8);
    return new VersionId(UUID.nameUUIDFromBytes(name).toString());
  }
}
