package dev.rekey.workflows.worker;

import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.workflows.response.ResponseActivities;
import io.temporal.activity.Activity;

/** Each call of a response goes to the containment function of the credentials' kind. */
public final class ResponseActivitiesAdapter implements ResponseActivities {
  private final Functions functions;

  /** Takes the way to the functions. */
  public ResponseActivitiesAdapter(FunctionInvoker invoker) {
    this.functions = new Functions(new Containment(invoker));
  }

  @Override
  public ResponseReply.Answered probe(ResponseRequest request) {
    return ask(request);
  }

  @Override
  public ResponseReply.Answered snapshot(ResponseRequest request) {
    return ask(request);
  }

  @Override
  public ResponseReply.Answered contain(ResponseRequest request) {
    boolean again = Activity.getExecutionContext().getInfo().getAttempt() > 1;
    return new ResponseReply.Answered(ask(request).answers(), again);
  }

  @Override
  public ResponseReply.Answered enumerate(ResponseRequest request) {
    return ask(request);
  }

  @Override
  public ResponseReply.Answered prove(ResponseRequest request) {
    return ask(request);
  }

  @Override
  public ResponseReply.Answered hunt(ResponseRequest request) {
    return ask(request);
  }

  @Override
  public ResponseReply.Answered reach(ResponseRequest request) {
    return ask(request);
  }

  private ResponseReply.Answered ask(ResponseRequest request) {
    String function = Containment.urgent(request.credentials().getFirst().credential().servedBy());
    return switch (Pulse.during(() -> functions.ask(function, request, ResponseReply.class))) {
      case ResponseReply.Answered answered -> answered;
      case ResponseReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }
}
