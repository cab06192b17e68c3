package dev.rekey.model.rotation;

import java.time.Instant;

/**
 * Leave to revoke although somebody still uses the old version.
 *
 * @param requestedBy who asked
 * @param approvedBy who agreed: another person
 * @param reason why
 * @param at when it was approved
 */
public record Force(String requestedBy, String approvedBy, String reason, Instant at) {
  /**
   * Checks that two persons stand behind it.
   *
   * @throws IllegalArgumentException if they are the same, or a field is blank
   */
  public Force {
    if (requestedBy.isBlank() || approvedBy.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("Forcing names who asks, who approves, and why");
    }
    if (requestedBy.equalsIgnoreCase(approvedBy)) {
      throw new IllegalArgumentException("Forcing needs a second person");
    }
  }
}
