package dev.rekey.model.rotation;

/** How a running rotation fares: the value of the search attribute {@code RekeyState}. */
public enum RotationState {
  /** A step runs. */
  RUNNING,
  /** The old version is being watched until it has been unused for the drain time. */
  DRAINING,
  /** Somebody uses the old version: the owner is asked. */
  BLOCKED,
  /** A step keeps failing and is tried again. */
  STUCK
}
