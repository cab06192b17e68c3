package dev.rekey.console.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of the evidence log which somebody else may have written, as the log itself says.
 *
 * @param incident why
 * @param state {@code open}: it goes on; {@code ended}: what is in it stays in doubt; {@code
 *     lifted}: it was no compromise
 * @param from the first entry of it
 * @param through the last one, if it does not go on
 * @param since from when on somebody else may have written
 * @param sinceKnown whether that is known; else it is since then at the latest
 * @param key whether they may have had the key that signs the log, too
 * @param by who said so last
 * @param reason why
 * @param trustedSize how many entries were signed before
 * @param trustedRoot the root of their tree
 */
public record EvidenceDoubt(
    String incident,
    String state,
    long from,
    Optional<Long> through,
    Instant since,
    boolean sinceKnown,
    boolean key,
    String by,
    String reason,
    long trustedSize,
    Optional<String> trustedRoot) {
  private static final String KEY =
      "They may have had the key too: by itself it shows nothing since then. ";

  /** Whether this entry is not to be believed. */
  public boolean covers(long index) {
    return !state.equals("lifted") && reaches(index);
  }

  /** Whether it is about this entry, lifted or not. */
  public boolean reaches(long index) {
    return index >= from && through.map(last -> index <= last).orElse(true);
  }

  /** In one line, for people. */
  public String line() {
    String range = "entries " + from + through.map(last -> " to " + last).orElse(" and later");
    return switch (state) {
      case "lifted" ->
          range + " were in doubt (" + incident + "), and are not: " + by + ", " + why();
      default ->
          range
              + " are NOT TO BE BELIEVED: since "
              + since
              + (sinceKnown ? "" : ", or before,")
              + " somebody else may have written them ("
              + incident
              + ", "
              + why()
              + ")";
    };
  }

  /** What to trust where they may have had the log's key as well; nothing where they had not. */
  public Optional<String> ofItsKey() {
    return key && !state.equals("lifted") ? Optional.of(KEY + trusted()) : Optional.empty();
  }

  private String trusted() {
    return trustedRoot
        .map(
            root ->
                "Trust what continues the "
                    + trustedSize
                    + " entries with the root "
                    + root
                    + " and a witness vouched for, or what a later key signed.")
        .orElse(
            "Nothing was signed before, so there is no earlier head to go back to. Trust heads that"
                + " a later key signed, and of their entries those that are not in doubt.");
  }

  private String why() {
    return reason.isBlank() ? "no reason given" : reason;
  }
}
