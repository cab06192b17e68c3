package dev.rekey.console.door.access;

import dev.rekey.model.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Bearer tokens: 256 random bits, known to the ledger by their hash alone. */
public final class Tokens {
  /** By this scanners of repositories and logs recognise a token. */
  public static final String PREFIX = "rekey_";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private Tokens() {}

  /** A new token. */
  public static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token's SHA-256, in hex. A slow hash would add nothing to 256 random bits. */
  public static String hash(String token) {
    return Sha256.hex(token);
  }
}
