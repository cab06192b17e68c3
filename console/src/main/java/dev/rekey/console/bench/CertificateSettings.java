package dev.rekey.console.bench;

import dev.rekey.console.api.AuthorityOrder;
import java.nio.file.Path;

/**
 * What to measure.
 *
 * @param data where to put files; empty for a temporary folder
 * @param ephemeral whether a Temporal that forgets will do
 * @param certificates how many there are at last, when the memory is looked at again
 * @param entries how long the long list of revoked certificates is
 * @param authority of what kind the authority is, and what is to be known of it
 * @param json whether to end with a JSON object
 */
record CertificateSettings(
    Path data,
    boolean ephemeral,
    int certificates,
    int entries,
    AuthorityOrder authority,
    boolean json) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is nothing to measure
   */
  CertificateSettings {
    if (certificates < 50 || entries < 100) {
      throw new IllegalArgumentException(
          "A bench needs at least fifty certificates, and a list of at least a hundred");
    }
  }

  /** How many there are when the memory is looked at first. */
  int few() {
    return certificates / 10;
  }
}
