package dev.rekey.console.bench;

import java.nio.file.Path;

/**
 * What to measure.
 *
 * @param data where to put files; empty for a temporary folder
 * @param ephemeral whether a Temporal that forgets will do
 * @param due how many are due at once in the first part
 * @param sweep how many in the second
 * @param json whether to end with a JSON object
 */
record BenchSettings(Path data, boolean ephemeral, int due, int sweep, boolean json) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is nothing to measure
   */
  BenchSettings {
    if (due < 10 || sweep < 10) {
      throw new IllegalArgumentException("A bench needs at least ten credentials");
    }
  }
}
