package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.trigger.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One finding of a source. The only place where a leaked value is, and only until it is replaced by
 * its fingerprint.
 *
 * @param about what was found, and where: free of the value
 * @param kind the source's word for what it is
 * @param values the value, and what in it may be one
 * @param clues public ids and names beside it
 * @param exposedAt since when others may know it
 * @param verified whether the source saw that it works
 */
public record Lead(
    String about,
    String kind,
    List<SecretValue> values,
    List<Clue> clues,
    Optional<Instant> exposedAt,
    boolean verified) {
  /** Copies the lists. */
  public Lead {
    values = List.copyOf(values);
    clues = List.copyOf(clues);
  }
}
