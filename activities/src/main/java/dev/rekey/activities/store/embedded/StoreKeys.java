package dev.rekey.activities.store.embedded;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
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
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink knows AES-GCM and HMAC");
    }
  }

  static StoreKeys fresh() {
    try {
      HmacParameters hmac =
          HmacParameters.builder()
              .setKeySizeBytes(32)
              .setTagSizeBytes(32)
              .setHashType(HmacParameters.HashType.SHA256)
              .setVariant(HmacParameters.Variant.NO_PREFIX)
              .build();
      return new StoreKeys(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
          KeysetHandle.generateNew(hmac));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink makes AES-GCM and HMAC keys");
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
