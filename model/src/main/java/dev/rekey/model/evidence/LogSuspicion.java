package dev.rekey.model.evidence;

import dev.rekey.model.incident.IncidentId;
import java.time.Instant;
import java.util.Optional;

/**
 * A word about a stretch of the evidence log which somebody else may have written. It becomes an
 * entry of that log; of several about one incident the last one counts.
 *
 * @param incident why
 * @param number which of the incident's words this is, from 1 on: told twice, it is one
 * @param stand how it stands from now on
 * @param since from when on somebody else may have written
 * @param sinceKnown whether anybody said so; else it is when we heard of it, and may be earlier
 * @param key whether the key that signs the log may be in other hands too
 * @param by who says it: a person, two of them, or {@code rekey}
 * @param reason why, in a sentence
 * @param through the last entry in doubt, where an earlier word has ended it; else all of them up
 *     to the word itself
 */
public record LogSuspicion(
    IncidentId incident,
    int number,
    Stand stand,
    Instant since,
    boolean sinceKnown,
    boolean key,
    String by,
    String reason,
    Optional<Long> through) {
  /** All of the log up to the word itself. */
  public LogSuspicion(
      IncidentId incident,
      int number,
      Stand stand,
      Instant since,
      boolean sinceKnown,
      boolean key,
      String by,
      String reason) {
    this(incident, number, stand, since, sinceKnown, key, by, reason, Optional.empty());
  }

  /** How a stretch stands. */
  public enum Stand {
    /** It goes on: nothing is contained yet. */
    SUSPECT,
    /** It ends here; what is in it stays as doubtful as it was. */
    ENDED,
    /** It was no compromise: all of it is to be believed again. */
    LIFTED
  }
}
