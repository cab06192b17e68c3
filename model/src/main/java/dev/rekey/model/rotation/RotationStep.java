package dev.rekey.model.rotation;

/**
 * What a function can be asked to do for a rotation. Each may run twice, at any time, in any order.
 */
public enum RotationStep {
  /**
   * Mint, escrow as pending, install at the target, log in with it everywhere, compare the grants.
   */
  CREATE,
  /** Move AWSCURRENT, tell the consumers. */
  DEPLOY,
  /** Who still uses the old version? And does the new one still work? */
  VERIFY,
  /** Refuse the old version, end its sessions, and prove that it is refused. */
  REVOKE,
  /** The compensation of create and deploy: back to the old version, the new one refused. */
  WITHDRAW,
  /** Put away a value that the target refused, so that the rotation can try a fresh one. */
  DISCARD,
  /** Tell the ledger how a rotation ended that did not reach its goal. */
  CONCLUDE
}
