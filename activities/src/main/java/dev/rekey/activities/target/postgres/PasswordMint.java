package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.PasswordPolicy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes passwords under a policy: uniform over those with one character of each class of the
 * alphabet.
 */
final class PasswordMint {
  private static final List<IntPredicate> CLASSES =
      List.of(
          Character::isUpperCase,
          Character::isLowerCase,
          Character::isDigit,
          c -> !Character.isLetterOrDigit(c));

  private final SecureRandom random = new SecureRandom();

  /** A fresh password. */
  SecretValue mint(PasswordPolicy policy) {
    String password;
    do {
      password = draw(policy);
    } while (!complete(password, policy));
    return SecretValue.of(password.getBytes(StandardCharsets.US_ASCII));
  }

  private String draw(PasswordPolicy policy) {
    StringBuilder password = new StringBuilder(policy.length());
    for (int i = 0; i < policy.length(); i++) {
      password.append(policy.alphabet().charAt(random.nextInt(policy.alphabet().length())));
    }
    return password.toString();
  }

  /** Drawing again until it fits keeps the rest uniform; the policy's 128 bits make it fit soon. */
  private static boolean complete(String password, PasswordPolicy policy) {
    return CLASSES.stream()
        .filter(kind -> policy.alphabet().chars().anyMatch(kind))
        .allMatch(kind -> password.chars().anyMatch(kind));
  }
}
