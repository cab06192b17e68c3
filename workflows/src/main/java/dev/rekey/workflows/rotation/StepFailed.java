package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.workflows.CallFailure;
import io.temporal.failure.ActivityFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a rotation did not happen. Stays inside the workflow, which turns it into an outcome.
 */
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RotationStep step;
  private final FailureCode code;
  private final String reason;
  private final transient List<UserOfOld> users;

  StepFailed(RotationStep step, FailureCode code, String reason, List<UserOfOld> users) {
    super(reason, null, false, false);
    this.step = step;
    this.code = code;
    this.reason = reason;
    this.users = users;
  }

  /**
   * Takes what Temporal says of a failed activity, and keeps the code and our own sentence alone.
   */
  static StepFailed of(RotationStep step, ActivityFailure failure) {
    return because(step, failure.getCause());
  }

  /** The same of what made the attempt fail. */
  static StepFailed because(RotationStep step, @Nullable Throwable cause) {
    CallFailure failure = CallFailure.of(cause);
    return new StepFailed(step, failure.code(), failure.reason(), List.of());
  }

  RotationStep step() {
    return step;
  }

  FailureCode code() {
    return code;
  }

  String reason() {
    return reason;
  }

  List<UserOfOld> users() {
    return users;
  }
}
