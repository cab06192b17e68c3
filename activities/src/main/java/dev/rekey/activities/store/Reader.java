package dev.rekey.activities.store;

/**
 * Who reads a value, and what for: written to the access log.
 *
 * @param principal the person, service or consumer; {@link #REKEY} for Rekey itself
 * @param purpose in a few words
 * @param address where from, if from elsewhere
 */
public record Reader(String principal, String purpose, String address) {
  /** Rekey's own name in access logs. */
  public static final String REKEY = "rekey";

  /** Rekey itself, for a step. */
  public static Reader rekey(String purpose) {
    return new Reader(REKEY, purpose, "");
  }
}
