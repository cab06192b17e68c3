package dev.rekey.console.api;

/**
 * A login that a person hands over at enrolment. The only place of the API where a secret comes in.
 *
 * @param identity the user, role or key id
 * @param value the password or key; never printed
 */
public record LoginInput(String identity, String value) {
  @Override
  public String toString() {
    return "LoginInput[identity=" + identity + ", value=***]";
  }
}
