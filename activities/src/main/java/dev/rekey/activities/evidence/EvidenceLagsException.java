package dev.rekey.activities.evidence;

/** The evidence log is not signed, or not everywhere where it should be; its sentence is ours. */
public final class EvidenceLagsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvidenceLagsException(String reason) {
    super(reason, null, false, false);
  }
}
