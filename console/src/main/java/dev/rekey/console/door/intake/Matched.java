package dev.rekey.console.door.intake;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Clue;
import java.util.List;

/**
 * A finding without its value.
 *
 * @param lead what was found; its values are not read any more
 * @param clues fingerprints in place of values, with the public ids beside them
 * @param secrets the enrolled credentials that it means
 */
public record Matched(Lead lead, List<Clue> clues, List<SecretId> secrets) {
  /** Copies the lists. */
  public Matched {
    clues = List.copyOf(clues);
    secrets = List.copyOf(secrets);
  }

  /** Where it was found. */
  public String place() {
    String about = lead.about();
    int in = about.indexOf(" in ");
    return in < 0 ? about : about.substring(in + 4);
  }
}
