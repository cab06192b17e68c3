package dev.rekey.activities.store.embedded;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.rekey.activities.store.Fingerprinter;
import java.security.GeneralSecurityException;

/**
 * The embedded store's keys. They never leave the process but into the key file.
 *
 * @param encryption wraps the data keys (AES-256-GCM); the newest is used, older ones still open
 * @param fingerprint makes fingerprints (HMAC-SHA-256); it never changes, or nothing would be
 *     recognised
 */
record StoreKeys(KeysetHandle encryption, KeysetHandle fingerprint) {
  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink knows AES-GCM");
    }
  }

  static StoreKeys fresh() {
    try {
      return new StoreKeys(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), Fingerprinter.freshKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink makes AES-GCM keys");
    }
  }

  StoreKeys withNewEncryptionKey() {
    KeysetHandle.Builder longer = KeysetHandle.newBuilder(encryption);
    longer.addEntry(
        KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
            .withRandomId()
            .makePrimary());
    try {
      return new StoreKeys(longer.build(), fingerprint);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink adds a key to a keyset");
    }
  }

  @Override
  public String toString() {
    return "StoreKeys(***)";
  }
}
