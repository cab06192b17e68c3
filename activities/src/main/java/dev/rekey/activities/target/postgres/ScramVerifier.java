package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.util.PasswordUtil;

/**
 * Makes SCRAM-SHA-256 verifiers (RFC 5802, RFC 7677), in the form that PostgreSQL stores. From a
 * verifier nobody can log in, so neither the wire nor a server's log ever holds a password.
 */
final class ScramVerifier {
  /** What PostgreSQL itself uses ({@code scram_iterations}). */
  static final int DEFAULT_ITERATIONS = 4096;

  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;

  private final int iterations;
  private final SecureRandom random = new SecureRandom();

  ScramVerifier(int iterations) {
    this.iterations = iterations;
  }

  /** The verifier of this login's password, with a fresh salt. */
  String of(Login login) {
    String password = login.value().reveal();
    if (!password.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return prepared(login.identity(), password);
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return of(password, salt);
  }

  /** The verifier with this salt: {@code SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}. */
  String of(String password, byte[] salt) {
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      spec.clearPassword();
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(mac(salted, "Client Key"));
      return "SCRAM-SHA-256$%d:%s$%s:%s"
          .formatted(iterations, base64(salt), base64(stored), base64(mac(salted, "Server Key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256, HMAC and PBKDF2", e);
    }
  }

  /** A password that somebody else made may need SASLprep (RFC 4013), which the driver knows. */
  private static String prepared(String identity, String password) {
    try {
      return PasswordUtil.encodePassword(identity, password.toCharArray(), "scram-sha-256");
    } catch (java.sql.SQLException | IllegalArgumentException e) {
      throw Refusals.value("The password cannot be prepared for SCRAM (RFC 4013)");
    }
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
