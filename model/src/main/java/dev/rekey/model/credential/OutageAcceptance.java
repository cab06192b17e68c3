package dev.rekey.model.credential;

import java.time.Instant;

/**
 * Somebody's recorded word that new logins may fail for a moment at each rotation.
 *
 * @param by the person who accepts, as the door knows them
 * @param at when
 * @param reason why, in their words
 */
public record OutageAcceptance(String by, Instant at, String reason) {
  /**
   * Checks that somebody and some reason are named.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public OutageAcceptance {
    if (by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("An accepted outage names who accepts it, and why");
    }
  }
}
