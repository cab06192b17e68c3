package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Optional;

/**
 * Who takes the place of an authority, should its key be in other hands.
 *
 * @param authority the name that certificates are under care with
 * @param successor the known authority that stands by
 * @param parent the known authority that certified it, and revokes that then
 * @param first what is re-issued before everything else
 */
public record StandByOrder(
    String authority, String successor, Optional<String> parent, List<SecretId> first) {
  /** Copies the list. */
  public StandByOrder {
    first = first == null ? List.of() : List.copyOf(first);
  }
}
