package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.rekey.model.credential.SecretId;
import java.util.regex.Pattern;

/**
 * The name of a channel, unique in the installation.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ . -}
 */
public record ChannelName(@JsonValue String value) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChannelName {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A channel's name has 1 to 64 of the characters A-Z a-z 0-9 _ . -");
    }
  }

  /** Where the secret store keeps what the channel is opened with. */
  public SecretId secret() {
    return new SecretId("rekey/notice/" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
