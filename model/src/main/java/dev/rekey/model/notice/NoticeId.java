package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of one notice: what has the same id is the same notice, and each channel gets it once.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 / _ . : -}
 */
public record NoticeId(@JsonValue String value) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9/_.:-]{1,128}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NoticeId {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A notice's id has 1 to 128 of the characters A-Z a-z 0-9 / _ . : -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
