package dev.rekey.activities.store;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.Fingerprint;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Recognises a value without knowing it: HMAC-SHA-256 under the installation's own key. */
public final class Fingerprinter {
  static {
    try {
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink knows HMAC");
    }
  }

  private final Mac mac;

  /** Takes the installation's key. */
  public Fingerprinter(KeysetHandle key) {
    try {
      this.mac = key.getPrimitive(RegistryConfiguration.get(), Mac.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The fingerprint keyset is no HMAC keyset");
    }
  }

  /** A new key for a new installation; it never changes, or nothing would be recognised. */
  public static KeysetHandle freshKey() {
    try {
      return KeysetHandle.generateNew(
          HmacParameters.builder()
              .setKeySizeBytes(32)
              .setTagSizeBytes(32)
              .setHashType(HmacParameters.HashType.SHA256)
              .setVariant(HmacParameters.Variant.NO_PREFIX)
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink makes HMAC keys");
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
