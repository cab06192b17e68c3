package dev.rekey.model.rollover;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Somebody or something that a rollover waits for.
 *
 * @param who the consumer, endpoint or certificate
 * @param why what is in the way, in words that follow the name
 */
public record Obstacle(String who, String why) {
  /** One line for people. */
  @JsonIgnore
  public String sentence() {
    return who + " " + why;
  }
}
