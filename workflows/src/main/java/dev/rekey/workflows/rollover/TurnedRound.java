package dev.rekey.workflows.rollover;

/** The rollover goes back to the old authority. Stays inside the workflow. */
final class TurnedRound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String by;
  private final String why;

  TurnedRound(String by, String why) {
    super(why, null, false, false);
    this.by = by;
    this.why = why;
  }

  String by() {
    return by;
  }

  String why() {
    return why;
  }
}
