package dev.rekey.workflows.worker;

import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import dev.rekey.workflows.response.OuterControlActivities;

/** Outer controls have a function of their own: it alone may deny anything from outside. */
public final class OuterControlActivitiesAdapter implements OuterControlActivities {
  /** The function's name. */
  public static final String FUNCTION = "rekey-outer-control";

  private final Functions functions;

  /** Takes the way to the functions. */
  public OuterControlActivitiesAdapter(FunctionInvoker invoker) {
    this.functions = new Functions(invoker);
  }

  @Override
  public OuterControlReply.Stands control(OuterControlRequest request) {
    return switch (functions.ask(FUNCTION, request, OuterControlReply.class)) {
      case OuterControlReply.Stands stands -> stands;
      case OuterControlReply.Failed failed ->
          throw Functions.failure(failed.code(), failed.reason());
    };
  }
}
