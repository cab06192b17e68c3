package dev.rekey.model.trigger;

/** What only people can answer. Nothing is rotated or revoked for it. */
public enum Question {
  /** Somebody other than Rekey gave a secret a new current value. */
  WRITTEN_BY_HAND(
      "Find who wrote it and whether the target has it; then 'rekey rotate --reconcile'."),
  /** A secret is to be deleted. */
  SECRET_DELETED("Restore the secret before its recovery window ends, or remove the credential."),
  /** AWS Secrets Manager's own rotation failed. */
  NATIVE_ROTATION_FAILED(
      "See the rotation function's log; 'rekey rotate' takes over what it left."),
  /** A rotation that was not ours succeeded, and its event names no version. */
  VERSION_UNNAMED("Compare the secret's current version with the history, then 'rekey rotate'."),
  /** An access key was not used for as long as the analyzer looks back. */
  UNUSED_KEY("Ask its owner whether it is still needed; remove it if not."),
  /** A service suspects something, and does not claim it. */
  SUSPECTED("Look at the finding; 'rekey incident declare' if it is true.");

  private final String advice;

  Question(String advice) {
    this.advice = advice;
  }

  /** One sentence for the operator: what to do. */
  public String advice() {
    return advice;
  }
}
