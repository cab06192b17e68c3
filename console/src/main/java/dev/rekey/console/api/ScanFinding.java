package dev.rekey.console.api;

import java.util.List;

/**
 * One finding of a scanner. Its values come in here, are replaced by fingerprints, and are nowhere
 * else.
 *
 * @param rule the scanner's name for what it is
 * @param place where it was found
 * @param verified whether the scanner saw that it works
 * @param values what it found; never printed
 */
public record ScanFinding(String rule, String place, boolean verified, List<String> values) {
  /** Copies the list. */
  public ScanFinding {
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return "ScanFinding[rule=" + rule + ", place=" + place + ", values=***]";
  }
}
