package dev.rekey.model.rollover;

/** How a rollover fares. */
public enum RolloverState {
  /** It works. */
  RUNNING,
  /** It waits for those who are named. */
  WAITING,
  /** It waits for a second person. */
  ASKING,
  /** A step fails, and is tried again. */
  STUCK,
  /** It goes back to the old authority. */
  WITHDRAWING,
  /** The old authority is retired. */
  DONE,
  /** The old authority is what it was. */
  WITHDRAWN;

  /** Whether nothing more happens. */
  public boolean isEnd() {
    return this == DONE || this == WITHDRAWN;
  }
}
