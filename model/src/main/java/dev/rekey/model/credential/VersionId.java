package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of one version of a secret: AWS Secrets Manager's {@code ClientRequestToken}, and the
 * idempotency key of the rotation that made it. 32 to 64 characters, a UUID as a rule.
 *
 * @param value the id
 */
public record VersionId(@JsonValue String value) implements Comparable<VersionId> {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9-]{32,64}");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is not 32 to 64 letters, digits and hyphens
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public VersionId {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException("A version's id has 32 to 64 letters, digits and hyphens");
    }
  }

  @Override
  public int compareTo(VersionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
