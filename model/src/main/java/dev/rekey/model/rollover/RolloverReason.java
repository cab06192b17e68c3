package dev.rekey.model.rollover;

/** Why an authority is rolled over. */
public enum RolloverReason {
  /** The old one is trusted until it is replaced. */
  PLANNED,
  /**
   * Others may have the old one's key: it certifies nothing any more, and is never gone back to.
   */
  COMPROMISED
}
