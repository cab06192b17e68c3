package dev.rekey.activities.store;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A secret as the store lists it.
 *
 * @param secret its name
 * @param tags its tags whose names begin with {@code rekey:}, without that beginning, such as owner
 *     and tier
 * @param changed when its value changed last
 * @param managedBy the service that rotates it, or the function of a native rotation, if any
 */
public record StoredSecret(
    SecretId secret,
    Map<String, String> tags,
    Optional<Instant> changed,
    Optional<String> managedBy) {
  /** Copies the tags. */
  public StoredSecret {
    tags = Map.copyOf(tags);
  }
}
