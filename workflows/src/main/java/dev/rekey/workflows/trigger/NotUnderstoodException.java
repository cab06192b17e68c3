package dev.rekey.workflows.trigger;

/** An event lacks what we need. Says which part, and never what the event holds. */
public final class NotUnderstoodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes one sentence of ours. */
  public NotUnderstoodException(String reason) {
    super(reason, null, false, false);
  }
}
