package dev.rekey.activities.inventory;

/**
 * How the installation stands against its policies.
 *
 * @param credentials how many are enrolled
 * @param proven how many were rotated, with proof, within their maximum age; a value that somebody
 *     put by hand does not count (F18)
 * @param unproven how many were enrolled within their maximum age and never rotated since
 * @param breached how many are past their maximum age
 * @param overdue how many are due, breached or not
 */
public record Compliance(int credentials, int proven, int unproven, int breached, int overdue) {
  /** The share of credentials whose last proven rotation is within their maximum age. */
  public double percent() {
    return credentials == 0 ? 100 : 100.0 * proven / credentials;
  }
}
