package dev.rekey.model.rollover;

/** What an authority's name stands for in a rollover, and what is believed, in this order. */
public enum RolloverPhase {
  /** Compromised: nobody certifies anything under the name; the old one is believed. */
  STOP_ISSUANCE,
  /** Both are believed; the old one certifies, or, if it is compromised, nobody. */
  TRUST_BOTH,
  /** Both are believed; the new one certifies. From here on there is only forward. */
  REISSUE,
  /** Only the new one is believed. */
  RETIRE_OLD;

  /** Whether the old authority can be gone back to. */
  public boolean returnable() {
    return compareTo(REISSUE) < 0;
  }
}
