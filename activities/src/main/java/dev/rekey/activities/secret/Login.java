package dev.rekey.activities.secret;

/**
 * Who logs in, and with what.
 *
 * @param identity the user, role or key id
 * @param value the password or key
 */
public record Login(String identity, SecretValue value) {
  /** The identity that the process runs with, which needs no value: a function's own role. */
  public static final Login OWN = new Login("", SecretValue.of(new byte[0]));
}
