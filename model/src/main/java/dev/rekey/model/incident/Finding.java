package dev.rekey.model.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that the identity left behind, or that lets somebody come back.
 *
 * @param what in a few words, such as {@code function with the rights of its owner}
 * @param identity its public name
 * @param where the endpoint, region or account
 * @param at when it was made, if the target knows
 */
public record Finding(String what, String identity, String where, Optional<Instant> at) {
  /** One line for people. */
  public String sentence() {
    return what
        + ": "
        + identity
        + " at "
        + where
        + at.map(time -> ", made at " + time).orElse(", nobody knows when");
  }
}
