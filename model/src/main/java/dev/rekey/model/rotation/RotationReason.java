package dev.rekey.model.rotation;

/** Why a credential is rotated. */
public enum RotationReason {
  /** Its policy says so. */
  SCHEDULED(true, true),
  /** A person or a service asked. */
  REQUESTED(true, true),
  /** A person says that the target drifted, and that the store is right. */
  RECONCILE(true, true),
  /** Exposed within the house, no use seen: a response lets both versions live for a while. */
  EXPOSED(true, false),
  /** Its value is known to others, or may be. */
  COMPROMISED(false, false);

  private final boolean oldIsTrusted;
  private final boolean routine;

  RotationReason(boolean oldIsTrusted, boolean routine) {
    this.oldIsTrusted = oldIsTrusted;
    this.routine = routine;
  }

  /** Whether the old version may be returned to. A leaked version never is. */
  public boolean oldIsTrusted() {
    return oldIsTrusted;
  }

  /** Whether it makes way for a response, rather than be part of one. */
  public boolean routine() {
    return routine;
  }
}
