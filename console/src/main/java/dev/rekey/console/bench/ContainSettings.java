package dev.rekey.console.bench;

import java.nio.file.Path;

/**
 * What to measure.
 *
 * @param data where to put files; empty for a temporary folder
 * @param ephemeral whether a Temporal that forgets will do
 * @param credentials how many leak together, each with a live session
 * @param signals how many leak one by one
 * @param campaign how many rotations run meanwhile
 * @param json whether to end with a JSON object
 */
record ContainSettings(
    Path data, boolean ephemeral, int credentials, int signals, int campaign, boolean json) {
  private static final int MOST = 5_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is nothing to measure, or too much
   */
  ContainSettings {
    if (credentials < 10 || signals < 1 || campaign < 0) {
      throw new IllegalArgumentException(
          "A bench needs at least ten credentials and one signal, and no negative campaign");
    }
    if (credentials > MOST) {
      throw new IllegalArgumentException(
          "Each credential has a live session; one PostgreSQL here has room for " + MOST);
    }
  }
}
