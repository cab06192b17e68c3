package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Optional;

/**
 * What became of one finding of a scanner.
 *
 * @param rule the scanner's name for what it is
 * @param place where it was found
 * @param verified whether the scanner saw that it works
 * @param credentials the enrolled credentials whose value it is
 * @param incident what it opened or joined; nothing in a dry run, and for an unverified value that
 *     nobody enrolled
 */
public record ScanLine(
    String rule,
    String place,
    boolean verified,
    List<SecretId> credentials,
    Optional<String> incident) {
  /** Copies the list. */
  public ScanLine {
    credentials = List.copyOf(credentials);
  }
}
