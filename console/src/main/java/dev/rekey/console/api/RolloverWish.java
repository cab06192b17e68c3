package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Optional;

/**
 * An authority is to be rolled over.
 *
 * @param authority the name that certificates are under care with; it stays
 * @param successor the known authority that is to certify under it
 * @param compromised whether others may have the old one's key
 * @param why in the requester's words
 * @param parent the known authority that certified the old one
 * @param first what is re-issued before everything else
 */
public record RolloverWish(
    String authority,
    String successor,
    boolean compromised,
    String why,
    Optional<String> parent,
    List<SecretId> first) {
  /** Copies the list. */
  public RolloverWish {
    first = List.copyOf(first);
  }
}
