package dev.rekey.activities.store.embedded;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Envelope encryption: each value under a data key of its own, and that one under the key of the
 * key file. A ciphertext opens only at the secret, version and identity that it was made for.
 */
final class ValueCipher {
  private final Aead envelope;

  ValueCipher(StoreKeys keys) {
    try {
      Aead wrapping = keys.encryption().getPrimitive(RegistryConfiguration.get(), Aead.class);
      this.envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, wrapping);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The encryption keyset is no AES-GCM keyset");
    }
  }

  byte[] encrypt(SecretId secret, VersionId version, Login login) {
    try {
      byte[] place = place(secret, version, login.identity());
      return envelope.encrypt(login.value().revealBytes(), place);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM takes any value");
    }
  }

  Login decrypt(SecretId secret, VersionId version, String identity, byte[] ciphertext) {
    try {
      byte[] value = envelope.decrypt(ciphertext, place(secret, version, identity));
      return new Login(identity, SecretValue.of(value));
    } catch (GeneralSecurityException e) {
      throw new StepFailedException(
          FailureCode.STORE_UNAVAILABLE,
          "Version "
              + version
              + " of "
              + secret
              + " cannot be decrypted: its row was changed, or its key is missing in the key file");
    }
  }

  /** No part can hold the separator: names exclude it, and the identity comes last. */
  private static byte[] place(SecretId secret, VersionId version, String identity) {
    return (secret + "\0" + version + "\0" + identity).getBytes(StandardCharsets.UTF_8);
  }
}
