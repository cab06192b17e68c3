package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
    return new StepFailed(step, code(cause), reason(cause), List.of());
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

  /** A time-out is ambiguous: the function may have run, so it counts as unavailable. */
  private static FailureCode code(@Nullable Throwable cause) {
    return switch (cause) {
      case ApplicationFailure application -> codeNamed(application.getType());
      case TimeoutFailure timeout when timeout.getCause() != null -> code(timeout.getCause());
      case TimeoutFailure timeout -> FailureCode.FUNCTION_UNAVAILABLE;
      case null, default -> FailureCode.UNEXPECTED;
    };
  }

  private static FailureCode codeNamed(String type) {
    return Stream.of(FailureCode.values())
        .filter(code -> code.name().equals(type))
        .findFirst()
        .orElse(FailureCode.UNEXPECTED);
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case ApplicationFailure application
          when codeNamed(application.getType()) != FailureCode.UNEXPECTED ->
          Objects.toString(application.getOriginalMessage(), application.getType());
      case TimeoutFailure timeout when timeout.getCause() != null -> reason(timeout.getCause());
      case TimeoutFailure timeout -> "the function gave no answer in time";
      case null, default -> "the function's answer was not understood";
    };
  }
}
