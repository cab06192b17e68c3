package dev.rekey.activities.target;

/**
 * What one endpoint said to one login.
 *
 * @param endpoint its name
 * @param verdict accepted, refused, no usable answer, or nobody who could be asked
 */
public record Trial(String endpoint, Verdict verdict) {
  /**
   * The answers. {@code UNKNOWN} never counts as refused, nor as accepted. {@code UNPROVEN} is a
   * login that is in order as far as can be seen, where the target offers no way to ask whether it
   * was refused: what it says when it refuses is all there is, and evidence says so.
   */
  public enum Verdict {
    ACCEPTED,
    REFUSED,
    UNKNOWN,
    UNPROVEN
  }
}
