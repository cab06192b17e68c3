package dev.rekey.console.cli;

/** A command ends here: with an exit code, one sentence, and what to do. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final String sentence;
  private final String advice;

  /** Takes the exit code, a word for programs, what happened, and what to do (may be empty). */
  public CommandFailure(ExitCode exit, String code, String sentence, String advice) {
    super(sentence, null, false, false);
    this.exit = exit;
    this.code = code;
    this.sentence = sentence;
    this.advice = advice;
  }

  /** A wrong command line. */
  public static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, "USAGE", sentence, "");
  }

  /** The same with more advice. */
  CommandFailure advising(String more) {
    return new CommandFailure(exit, code, sentence, advice.isEmpty() ? more : more + " " + advice);
  }

  /** What it means for scripts. */
  public ExitCode exit() {
    return exit;
  }

  /** A word for programs, such as {@code NOT_FOUND}. */
  String code() {
    return code;
  }

  String sentence() {
    return sentence;
  }

  String advice() {
    return advice;
  }
}
