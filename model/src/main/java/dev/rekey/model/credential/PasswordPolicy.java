package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * How passwords are made: uniformly at random from an alphabet, at least one of each class it
 * contains.
 *
 * @param length how many characters
 * @param alphabet the characters to choose from, each once
 */
public record PasswordPolicy(int length, String alphabet) {
  /** 40 letters and digits: 238 bits, and nothing that a shell, URL or config file would mangle. */
  public static final PasswordPolicy DEFAULT =
      new PasswordPolicy(40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

  /** NIST SP 800-57 part 1: the least strength that is good beyond 2030, in bits. */
  private static final int LEAST_BITS = 128;

  /** SCRAM's SASLprep and the drivers agree up to here; beyond it poolers cut. */
  private static final int LONGEST = 256;

  /**
   * Checks the strength.
   *
   * @throws IllegalArgumentException if passwords would be weaker than 128 bits, or not printable
   *     ASCII
   */
  public PasswordPolicy {
    if (!isPrintedOnce(alphabet)) {
      throw new IllegalArgumentException(
          "A password alphabet holds printable ASCII characters, each once, and no space");
    }
    if (length > LONGEST) {
      throw new IllegalArgumentException("A password has at most 256 characters");
    }
    if (bits(length, alphabet) < LEAST_BITS) {
      throw new IllegalArgumentException(
          "Passwords of "
              + length
              + " characters from "
              + alphabet.length()
              + " have "
              + bits(length, alphabet)
              + " bits; at least 128 are needed (NIST SP 800-57)");
    }
  }

  /** Every message about a credential is checked so: it has to be cheap. */
  private static boolean isPrintedOnce(String alphabet) {
    BitSet seen = new BitSet('~' + 1);
    for (int i = 0; i < alphabet.length(); i++) {
      char c = alphabet.charAt(i);
      if (c <= ' ' || c > '~' || seen.get(c)) {
        return false;
      }
      seen.set(c);
    }
    return true;
  }

  /** The strength of a password made under this policy, in whole bits. */
  @JsonIgnore
  public int bits() {
    return bits(length, alphabet);
  }

  private static int bits(int length, String alphabet) {
    return alphabet.isEmpty() ? 0 : (int) (length * Math.log(alphabet.length()) / Math.log(2));
  }

  /** The same length without the characters of {@code unwanted}. */
  public PasswordPolicy without(String unwanted) {
    String rest =
        alphabet
            .chars()
            .filter(c -> unwanted.indexOf(c) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return new PasswordPolicy(length, rest);
  }
}
