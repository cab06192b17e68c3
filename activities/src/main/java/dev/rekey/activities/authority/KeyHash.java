package dev.rekey.activities.authority;

import dev.rekey.model.Sha256;
import java.security.PublicKey;

/** The SHA-256 of a public key: how a key is named without being shown. */
public final class KeyHash {
  private KeyHash() {}

  /** In lower-case hex, of the key's SubjectPublicKeyInfo. */
  public static String of(PublicKey key) {
    return Sha256.hex(key.getEncoded());
  }
}
