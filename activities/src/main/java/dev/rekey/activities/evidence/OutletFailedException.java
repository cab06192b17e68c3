package dev.rekey.activities.evidence;

/**
 * A mirror or a witness could not do its part; its sentence is ours. The log goes on without it.
 */
final class OutletFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  OutletFailedException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
