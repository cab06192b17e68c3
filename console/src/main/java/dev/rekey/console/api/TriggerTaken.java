package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Optional;

/**
 * What one event asked for, and what it became.
 *
 * @param id its idempotency key
 * @param became what it is now
 * @param before whether it came before; nothing was begun for it this time
 * @param credentials the enrolled credentials that it means
 * @param incident what it opened or joined, if it is a compromise
 */
public record TriggerTaken(
    String id,
    Became became,
    boolean before,
    List<SecretId> credentials,
    Optional<String> incident) {
  /** What an event can become. */
  public enum Became {
    INCIDENT,
    ROTATION,
    SWEEP,
    QUESTION,
    NOTHING,
    UNDERWAY
  }

  /** Copies the list. */
  public TriggerTaken {
    credentials = List.copyOf(credentials);
  }
}
