package dev.rekey.console.door.access;

/** The record of every call. */
public interface DoorCalls {
  /**
   * Writes a call down; when this returns, it is committed.
   *
   * @throws dev.rekey.activities.StepFailedException LEDGER_UNAVAILABLE if that is impossible
   */
  void record(DoorCall call);
}
