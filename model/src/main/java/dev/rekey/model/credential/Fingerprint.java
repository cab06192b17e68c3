package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * HMAC-SHA-256 of a secret value under the installation's fingerprint key, in hex: a value is
 * recognised without being known.
 *
 * @param value 64 lower-case hex digits
 */
public record Fingerprint(@JsonValue String value) {
  private static final Pattern RULE = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not 64 lower-case hex digits
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Fingerprint {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException("A fingerprint is 64 lower-case hex digits");
    }
  }

  /** The first twelve digits, enough for a person to tell two versions apart. */
  public String brief() {
    return value.substring(0, 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
