package dev.rekey.workflows.worker.trigger;

/** Temporal cannot be reached, or does not take anything: the event is to come again. */
final class AwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AwayException(String reason) {
    super(reason, null, false, false);
  }
}
