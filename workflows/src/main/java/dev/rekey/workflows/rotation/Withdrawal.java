package dev.rekey.workflows.rotation;

/**
 * Somebody's wish to go back to the old version.
 *
 * @param by the person or service, as the door knows them
 * @param reason why
 */
public record Withdrawal(String by, String reason) {
  /**
   * Checks that both are said.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public Withdrawal {
    if (by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("A withdrawal names who asks, and why");
    }
  }
}
