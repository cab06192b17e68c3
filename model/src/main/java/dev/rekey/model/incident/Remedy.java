package dev.rekey.model.incident;

import java.time.LocalDate;

/**
 * Something to be done so that it does not happen again.
 *
 * @param what in a sentence
 * @param owner the person who answers for it
 * @param due the day by which it is done, in UTC
 */
public record Remedy(String what, String owner, LocalDate due) {
  /**
   * Checks that somebody owns it.
   *
   * @throws IllegalArgumentException if a field is blank
   */
  public Remedy {
    if (what.isBlank() || owner.isBlank()) {
      throw new IllegalArgumentException(
          "A remedy says what is to be done, and who answers for it");
    }
  }
}
