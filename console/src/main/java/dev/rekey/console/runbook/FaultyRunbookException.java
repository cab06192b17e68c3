package dev.rekey.console.runbook;

/** A runbook that cannot run. Its message says what is wrong. */
public final class FaultyRunbookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FaultyRunbookException(String runbook, String fault) {
    super("The runbook " + runbook + " cannot run: " + fault);
  }
}
