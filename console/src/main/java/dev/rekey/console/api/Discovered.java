package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A secret that the store lists.
 *
 * @param secret its name
 * @param enrolled whether it is under Rekey's care
 * @param tags what its tags say to Rekey, such as owner and tier
 * @param changed when its value changed last, if the store tells
 * @param managedBy the service or function that rotates it, if another one does
 */
public record Discovered(
    SecretId secret,
    boolean enrolled,
    Map<String, String> tags,
    Optional<Instant> changed,
    Optional<String> managedBy) {
  /** Copies the tags. */
  public Discovered {
    tags = Map.copyOf(tags);
  }
}
