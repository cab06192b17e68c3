package dev.rekey.console.api;

import java.util.Optional;

/**
 * Makes an authority known.
 *
 * @param name what it is called here
 * @param kind of what kind it is; {@code own} is one that Rekey makes
 * @param settings what is to be known of it, and our account there, as the kind has it; never
 *     printed
 */
public record AuthorityOrder(String name, String kind, Optional<String> settings) {
  @Override
  public String toString() {
    return "AuthorityOrder[name=" + name + ", kind=" + kind + ", settings=***]";
  }
}
