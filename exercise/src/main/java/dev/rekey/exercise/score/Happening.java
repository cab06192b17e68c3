package dev.rekey.exercise.score;

import dev.rekey.exercise.scenario.Action;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that was seen to happen.
 *
 * @param at virtual time since the signal
 * @param action what
 * @param target whom or what it was about: a secret's name, or a person's
 * @param by who did it
 * @param manner how
 * @param text one sentence
 */
public record Happening(
    Duration at, Action action, Optional<String> target, String by, Manner manner, String text) {
  /** How something was done. */
  public enum Manner {
    /** By the runbook, without anybody. */
    AUTOMATIC("automatic"),
    /** By a person, as the runbook says. */
    DOCUMENTED("documented, by hand"),
    /** By a person, and no runbook says so. */
    IMPROVISED("improvised"),
    /** By the world or the opponent. */
    OUTSIDE("from outside");

    private final String words;

    Manner(String words) {
      this.words = words;
    }

    /** In a few words. */
    public String words() {
      return words;
    }
  }
}
