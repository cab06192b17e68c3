package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverOutcome;
import dev.rekey.model.rollover.RolloverView;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** The rollover of one authority. Its workflow id is {@link #id}; start it by {@link Rollovers}. */
@WorkflowInterface
public interface RolloverWorkflow {
  /** Where rollovers wait for a worker. */
  String TASK_QUEUE = "rekey-rollover";

  /** The workflow id: one per authority. */
  static String id(String authority) {
    return "rollover/" + authority;
  }

  /**
   * Rolls over, and says how it ended. Never fails.
   *
   * @param order what is asked for
   * @param resumed where an earlier run of the same rollover stood; null for a new one
   */
  @WorkflowMethod
  RolloverOutcome roll(RolloverOrder order, @Nullable RolloverResumed resumed);

  /** Where it stands. */
  @QueryMethod
  RolloverView view();

  /** Somebody acknowledged, or an endpoint was mended: look now. */
  @SignalMethod
  void lookAgain();

  /** A second person agrees. Rejected with a sentence if it is not theirs to say. */
  @UpdateMethod
  void approve(Approval approval);

  /** Checks an {@link #approve}. */
  @UpdateValidatorMethod(updateName = "approve")
  void checkApprove(Approval approval);

  /** Two persons agreed in the incident that it belongs to. */
  @SignalMethod
  void agreed(Approval approval);

  /** A response to the authority's compromise wants its place; it goes back if it can. */
  @SignalMethod
  void makeWay(String response);

  /** Asks to go back to the old authority. Rejected once there is only forward. */
  @UpdateMethod
  void withdraw(Withdrawal withdrawal);

  /** Checks a {@link #withdraw}. */
  @UpdateValidatorMethod(updateName = "withdraw")
  void checkWithdraw(Withdrawal withdrawal);
}
