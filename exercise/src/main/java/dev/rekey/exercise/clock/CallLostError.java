package dev.rekey.exercise.clock;

/**
 * The worker that ran a call is gone; nobody will hear what became of it. No handler may take it
 * for a failure that it can answer with.
 */
final class CallLostError extends Error {
  /** The type under which Temporal knows it. */
  static final String TYPE = "EXERCISE_CALL_LOST";

  private static final long serialVersionUID = 1L;

  CallLostError() {
    super("the worker was replaced");
  }
}
