package dev.rekey.console.api;

import java.util.List;

/**
 * What a scanner found.
 *
 * @param scanner its name
 * @param dryRun whether only to say whose the values are
 * @param findings what it found
 */
public record ScanReport(String scanner, boolean dryRun, List<ScanFinding> findings) {
  /** Copies the list. */
  public ScanReport {
    findings = List.copyOf(findings);
  }
}
