package dev.rekey.console.api;

/** How a credential fares, the most urgent fact first when several hold. */
public enum CredentialState {
  /** Its rotation keeps failing. */
  STUCK,
  /** Its rotation waits for somebody who still uses the old version. */
  BLOCKED,
  /** It is being rotated. */
  ROTATING,
  /** It is past its maximum age. */
  BREACHED,
  /** Its rotation is due. */
  OVERDUE,
  /** Nothing to do. */
  CURRENT
}
