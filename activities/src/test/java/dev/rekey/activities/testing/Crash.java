package dev.rekey.activities.testing;

/** The process died. Nothing may catch it but the one who restarts. */
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  /** Takes where it struck. */
  public Crash(String where) {
    super(where, null, false, false);
  }
}
