package dev.rekey.activities.target;

/**
 * What one endpoint said to one login.
 *
 * @param endpoint its name
 * @param verdict accepted, refused, or no usable answer
 */
public record Trial(String endpoint, Verdict verdict) {
  /** The three answers. {@code UNKNOWN} never counts as refused, nor as accepted. */
  public enum Verdict {
    ACCEPTED,
    REFUSED,
    UNKNOWN
  }
}
