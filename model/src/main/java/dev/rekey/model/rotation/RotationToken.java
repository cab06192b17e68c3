package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * By which AWS Secrets Manager knows that a write belongs to a rotation that it began, where
 * whoever writes has assumed a role, of another account perhaps. It is handed back as it came, and
 * shown nowhere.
 *
 * @param value as it came in the event
 */
public record RotationToken(@JsonValue String value) {
  /** As it is in the event. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RotationToken {}

  @Override
  public String toString() {
    return "a rotation token";
  }
}
