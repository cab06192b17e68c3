package dev.rekey.activities.evidence;

/**
 * A mirror or a witness could not do its part; its sentence is ours. The log goes on without it.
 */
final class OutletFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean disagrees;

  OutletFailedException(String reason) {
    this(reason, false);
  }

  private OutletFailedException(String reason, boolean disagrees) {
    super(reason, null, false, false);
    this.reason = reason;
    this.disagrees = disagrees;
  }

  /** It is there, and knows another log than this one. */
  static OutletFailedException disagreeing(String reason) {
    return new OutletFailedException(reason, true);
  }

  /** Whether that is what is the matter, and not that it is away. */
  boolean disagrees() {
    return disagrees;
  }

  String reason() {
    return reason;
  }
}
