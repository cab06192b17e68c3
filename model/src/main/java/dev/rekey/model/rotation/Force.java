package dev.rekey.model.rotation;

import java.time.Instant;
import java.util.Optional;

/**
 * Leave to revoke although somebody still uses the old version.
 *
 * @param requestedBy who asked
 * @param approvedBy who agreed: another person
 * @param reason why
 * @param at when it was approved
 * @param bothCountSince from when on the door counts the two as two persons; nothing from a door
 *     that did not ask
 */
public record Force(
    String requestedBy,
    String approvedBy,
    String reason,
    Instant at,
    Optional<Instant> bothCountSince) {
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

  /** By two persons of whom nothing else is known. */
  public Force(String requestedBy, String approvedBy, String reason, Instant at) {
    this(requestedBy, approvedBy, reason, at, Optional.empty());
  }

  /** Whether the two were two persons at that time, as far as is known. */
  public boolean byTwoPersonsAt(Instant time) {
    return bothCountSince.stream().noneMatch(time::isBefore);
  }
}
