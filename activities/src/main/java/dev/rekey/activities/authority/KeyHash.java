package dev.rekey.activities.authority;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HexFormat;

/** The SHA-256 of a public key: how a key is named without being shown. */
public final class KeyHash {
  private KeyHash() {}

  /** In lower-case hex, of the key's SubjectPublicKeyInfo. */
  public static String of(PublicKey key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK has SHA-256");
    }
  }
}
