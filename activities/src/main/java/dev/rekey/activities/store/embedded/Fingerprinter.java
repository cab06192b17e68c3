package dev.rekey.activities.store.embedded;

import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.Fingerprint;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Recognises a value without knowing it: HMAC-SHA-256 under the installation's own key. */
public final class Fingerprinter {
  private final Mac mac;

  Fingerprinter(StoreKeys keys) {
    try {
      this.mac = keys.fingerprint().getPrimitive(RegistryConfiguration.get(), Mac.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The fingerprint keyset is no HMAC keyset");
    }
  }

  /** The value's fingerprint. */
  public Fingerprint of(SecretValue value) {
    try {
      return new Fingerprint(HexFormat.of().formatHex(mac.computeMac(value.revealBytes())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC takes any value");
    }
  }
}
