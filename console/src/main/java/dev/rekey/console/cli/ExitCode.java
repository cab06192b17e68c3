package dev.rekey.console.cli;

/** What the command's exit code tells a script. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** Refused, or failed. */
  REFUSED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** The machine lacks something, or no server answers. */
  ENVIRONMENT(3),
  /** Not finished: it goes on, or waits for people. */
  UNFINISHED(4),
  /** A dry run found that it would fail. */
  WOULD_FAIL(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
