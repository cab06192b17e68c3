package dev.rekey.activities.store.secretsmanager;

/** How many writes are left to all workers together. */
public interface WriteBudget {
  /**
   * Returns when one write may be made, by the urgency of this thread's work.
   *
   * @throws dev.rekey.activities.StepFailedException THROTTLED if that would be later than a step
   *     can wait; LEDGER_UNAVAILABLE if nobody knows
   */
  void claim();
}
