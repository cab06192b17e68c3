package dev.rekey.model.incident;

/**
 * Why it happened. An incident does not close without it.
 *
 * @param cause what went wrong, in sentences
 * @param category how the credential came into other hands
 * @param detectedBy how it was found, and what would have found it earlier
 */
public record RootCause(String cause, Category category, String detectedBy) {
  private static final int LEAST = 20;

  /** How credentials come into other hands. */
  public enum Category {
    COMMITTED_TO_SOURCE,
    WRITTEN_TO_LOG,
    IN_ARTIFACT,
    PHISHING,
    INSIDER,
    VULNERABILITY,
    MISCONFIGURATION,
    THIRD_PARTY,
    OFFBOARDING,
    FALSE_ALARM,
    UNKNOWN
  }

  /**
   * Checks that something is said.
   *
   * @throws IllegalArgumentException if the cause is too short to be one
   */
  public RootCause {
    if (cause.strip().length() < LEAST) {
      throw new IllegalArgumentException(
          "A root cause says what went wrong, in at least " + LEAST + " characters");
    }
  }
}
