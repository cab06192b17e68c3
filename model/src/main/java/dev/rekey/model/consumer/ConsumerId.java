package dev.rekey.model.consumer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a consumer, unique in the installation.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 / _ . -}
 */
public record ConsumerId(@JsonValue String value) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9/_.-]{1,128}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConsumerId {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A consumer's name has 1 to 128 of the characters A-Z a-z 0-9 / _ . -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
