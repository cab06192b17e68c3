package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a secret, by the rules of AWS Secrets Manager's {@code CreateSecret}: 1 to 512 of
 * {@code A-Z a-z 0-9 / _ + = . @ -}.
 *
 * @param value the name or ARN
 */
public record SecretId(@JsonValue String value) implements Comparable<SecretId> {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9/_+=.@:-]{1,512}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name breaks the rules
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SecretId {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A secret's name has 1 to 512 of the characters A-Z a-z 0-9 / _ + = . @ : -");
    }
  }

  @Override
  public int compareTo(SecretId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
