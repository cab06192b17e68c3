package dev.rekey.console.api;

import java.util.Optional;

/**
 * A source that may report leaks.
 *
 * @param name its name, and the last part of its address at the door
 * @param kind how it signs
 * @param keysUrl where the public keys of a GITHUB source are; GitHub's own if left out
 * @param secret what the other kinds sign with; never shown again
 */
public record IntakeOrder(
    String name, IntakeKind kind, Optional<String> keysUrl, Optional<String> secret) {
  @Override
  public String toString() {
    return "IntakeOrder[name=" + name + ", kind=" + kind + ", secret=***]";
  }
}
