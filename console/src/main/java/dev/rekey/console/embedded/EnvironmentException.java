package dev.rekey.console.embedded;

/**
 * The machine lacks something that Rekey needs. One sentence for the user; the command exits with
 * 3.
 */
public final class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes one sentence: what is missing, and what to do. */
  public EnvironmentException(String sentence) {
    super(sentence, null, false, false);
  }

  /** The sentence. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "The environment does not suffice" : message;
  }
}
