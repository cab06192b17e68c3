package dev.rekey.workflows.worker;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.workflows.rollover.RolloverActivities;

/** Each step of a rollover is a call of the certificates' function. */
public final class RolloverActivitiesAdapter implements RolloverActivities {
  private static final String FUNCTION = Containment.routine(TlsCertificate.KIND);

  private final Functions functions;

  /** Takes the way to the functions. */
  public RolloverActivitiesAdapter(FunctionInvoker invoker) {
    this.functions = new Functions(invoker);
  }

  @Override
  public RolloverReply.Standing enter(RolloverRequest.Enter to) {
    return standing(to);
  }

  @Override
  public RolloverReply.Standing leave(RolloverRequest.Leave back) {
    return standing(back);
  }

  @Override
  public RolloverReply.Standing believe(RolloverRequest.Believe question) {
    return standing(question);
  }

  @Override
  public RolloverReply.Leaves remaining(RolloverRequest.Remaining question) {
    return ask(question, RolloverReply.Leaves.class);
  }

  @Override
  public RolloverReply.Standing served(RolloverRequest.Served question) {
    return standing(question);
  }

  @Override
  public RolloverReply.Strangers strangers(RolloverRequest.Strangers question) {
    return ask(question, RolloverReply.Strangers.class);
  }

  @Override
  public RolloverReply.Standing condemn(RolloverRequest.Condemn end) {
    return standing(end);
  }

  @Override
  public RolloverReply.Standing writeDown(RolloverRequest.WriteDown lines) {
    return standing(lines);
  }

  private RolloverReply.Standing standing(RolloverRequest request) {
    return ask(request, RolloverReply.Standing.class);
  }

  private <T extends RolloverReply> T ask(RolloverRequest request, Class<T> expected) {
    RolloverReply reply = Pulse.during(() -> functions.ask(FUNCTION, request, RolloverReply.class));
    if (reply instanceof RolloverReply.Failed failed) {
      throw Functions.failure(failed.code(), failed.reason());
    }
    if (!expected.isInstance(reply)) {
      throw Functions.failure(FailureCode.UNEXPECTED, FUNCTION + " answered another question");
    }
    return expected.cast(reply);
  }
}
