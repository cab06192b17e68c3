package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import io.temporal.activity.ActivityInterface;

/**
 * The steps of a rollover, each a call of the certificates' function. Each may run twice. A refusal
 * arrives as an {@code ApplicationFailure} whose type is the name of a {@link
 * dev.rekey.model.FailureCode}.
 */
@ActivityInterface
public interface RolloverActivities {
  /** See {@link RolloverRequest.Enter}. */
  RolloverReply.Standing enter(RolloverRequest.Enter to);

  /** See {@link RolloverRequest.Leave}. */
  RolloverReply.Standing leave(RolloverRequest.Leave back);

  /** See {@link RolloverRequest.Believe}. */
  RolloverReply.Standing believe(RolloverRequest.Believe question);

  /** See {@link RolloverRequest.Remaining}. */
  RolloverReply.Leaves remaining(RolloverRequest.Remaining question);

  /** See {@link RolloverRequest.Served}. */
  RolloverReply.Standing served(RolloverRequest.Served question);

  /** See {@link RolloverRequest.Strangers}. */
  RolloverReply.Strangers strangers(RolloverRequest.Strangers question);

  /** See {@link RolloverRequest.Condemn}. */
  RolloverReply.Standing condemn(RolloverRequest.Condemn end);

  /** See {@link RolloverRequest.WriteDown}. */
  RolloverReply.Standing writeDown(RolloverRequest.WriteDown lines);
}
