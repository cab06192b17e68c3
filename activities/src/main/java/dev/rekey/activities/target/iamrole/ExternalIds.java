package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.secret.SecretValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * External ids, by the rules of STS's AssumeRole: 2 to 1224 of {@code A-Z a-z 0-9 _ + = , . @ : /
 * -}. Those that we made show it, so that what a crash left is told from what others wrote.
 */
final class ExternalIds {
  private static final Pattern RULE = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final String MADE = "rekey-";
  private static final String NOBODY = MADE + "nobody-";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ExternalIds() {}

  /** A fresh one, of 256 random bits. */
  static SecretValue fresh() {
    return SecretValue.of(MADE + random());
  }

  /** One that keeps a role's condition in place while nobody may assume it. */
  static String nobody() {
    return NOBODY + random();
  }

  /** One that no trust policy names. */
  static String wrong() {
    return "rekey-probe-" + random();
  }

  static boolean isMade(String id) {
    return id.startsWith(MADE);
  }

  static boolean isNobody(String id) {
    return id.startsWith(NOBODY);
  }

  static boolean isValid(SecretValue value) {
    return RULE.matcher(value.reveal()).matches();
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
