package dev.rekey.model.rotation;

/** Why a credential is rotated. */
public enum RotationReason {
  /** Its policy says so. */
  SCHEDULED(true),
  /** A person or a service asked. */
  REQUESTED(true),
  /** A person says that the target drifted, and that the store is right. */
  RECONCILE(true),
  /** Exposed within the house, no use seen: a response lets both versions live for a while. */
  EXPOSED(true),
  /** Its value is known to others, or may be. */
  COMPROMISED(false);

  private final boolean oldIsTrusted;

  RotationReason(boolean oldIsTrusted) {
    this.oldIsTrusted = oldIsTrusted;
  }

  /** Whether the old version may be returned to. A leaked version never is. */
  public boolean oldIsTrusted() {
    return oldIsTrusted;
  }
}
