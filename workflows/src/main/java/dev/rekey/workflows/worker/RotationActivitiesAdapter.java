package dev.rekey.workflows.worker;

import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.rotation.RotationActivities;

/**
 * Each step of a rotation is a call of the function of the credential's kind, {@code rekey-<kind>},
 * or of its twin for what is compromised.
 */
public final class RotationActivitiesAdapter implements RotationActivities {
  private final Functions functions;

  /** Takes the way to the functions. */
  public RotationActivitiesAdapter(FunctionInvoker invoker) {
    this.functions = new Functions(new Containment(invoker));
  }

  @Override
  public StepResult create(StepRequest request) {
    return call(request);
  }

  @Override
  public StepResult deploy(StepRequest request) {
    return call(request);
  }

  @Override
  public StepResult verify(StepRequest request) {
    return call(request);
  }

  @Override
  public StepResult revoke(StepRequest request) {
    return call(request);
  }

  @Override
  public StepResult withdraw(StepRequest request) {
    return call(request);
  }

  @Override
  public StepResult discard(StepRequest request) {
    return call(request);
  }

  @Override
  public StepResult conclude(StepRequest request) {
    return call(request);
  }

  private StepResult call(StepRequest request) {
    String function = Containment.functionOf(request);
    return switch (Pulse.during(() -> functions.ask(function, request, StepResult.class))) {
      case StepResult.Done done -> done;
      case StepResult.Waiting waiting -> waiting;
      case StepResult.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }
}
