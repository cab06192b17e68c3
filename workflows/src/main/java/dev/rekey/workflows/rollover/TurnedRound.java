package dev.rekey.workflows.rollover;

/** The rollover goes back to the old authority. Stays inside the workflow. */
final class TurnedRound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  TurnedRound(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
