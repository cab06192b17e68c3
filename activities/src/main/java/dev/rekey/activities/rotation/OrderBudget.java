package dev.rekey.activities.rotation;

import dev.rekey.activities.target.OrderLimit;

/** How many orders are left at somebody who issues, to all workers together. */
@FunctionalInterface
public interface OrderBudget {
  /** Nobody counts. */
  OrderBudget UNLIMITED = limit -> {};

  /**
   * Takes one order out of the budget.
   *
   * @throws dev.rekey.activities.StepFailedException THROTTLED, with the time until, if none is
   *     left to what is not urgent; LEDGER_UNAVAILABLE if nobody knows
   */
  void claim(OrderLimit limit);
}
