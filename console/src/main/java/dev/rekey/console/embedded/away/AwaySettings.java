package dev.rekey.console.embedded.away;

import dev.rekey.console.embedded.EnvironmentException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * When people are paged past Temporal, and what they go on by.
 *
 * @param patience how long Temporal may be silent first
 * @param card where the break-glass card is, for people who read the page
 */
public record AwaySettings(Duration patience, String card) {
  /** With a look that is under way, and a slow channel, people hear of it within a minute. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String CARD = "docs/respond.md, \"While Temporal is away\"";

  /**
   * Reads {@code REKEY_AWAY_PATIENCE}, in seconds, and {@code REKEY_CARD}.
   *
   * @throws EnvironmentException if the first one is no number from 1 to 3600
   */
  public static AwaySettings of(Map<String, String> environment) {
    return new AwaySettings(
        given(environment, "REKEY_AWAY_PATIENCE").map(AwaySettings::seconds).orElse(PATIENCE),
        given(environment, "REKEY_CARD").orElse(CARD));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(one -> !one.isBlank());
  }

  private static Duration seconds(String text) {
    if (!text.matches("[1-9]\\d{0,3}")
        || Duration.ofSeconds(Long.parseLong(text)).compareTo(LONGEST) > 0) {
      throw new EnvironmentException("REKEY_AWAY_PATIENCE is a number of seconds from 1 to 3600");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
