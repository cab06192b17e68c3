package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of an incident, such as {@code INC-3F9A0C21}. It tells nothing of what happened.
 *
 * @param value the name
 */
public record IncidentId(@JsonValue String value) {
  private static final Pattern RULE = Pattern.compile("INC-[0-9A-F]{8,32}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is none
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public IncidentId {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException("An incident's name is INC- and 8 to 32 of 0-9 A-F");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
