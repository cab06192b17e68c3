package dev.rekey.workflows;

import dev.rekey.model.FailureCode;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Temporal says of a failed activity: the code and our own sentence alone. A time-out is
 * ambiguous: the function may have run, so it counts as unavailable.
 *
 * @param code the class of failure
 * @param reason one sentence of ours
 */
public record CallFailure(FailureCode code, String reason) {
  /** Reads the cause of an activity's failure. */
  public static CallFailure of(@Nullable Throwable cause) {
    return switch (cause) {
      case ApplicationFailure application -> of(application);
      case TimeoutFailure timeout when timeout.getCause() != null -> of(timeout.getCause());
      case TimeoutFailure timeout ->
          new CallFailure(FailureCode.FUNCTION_UNAVAILABLE, "the function gave no answer in time");
      case null, default ->
          new CallFailure(FailureCode.UNEXPECTED, "the function's answer was not understood");
    };
  }

  private static CallFailure of(ApplicationFailure application) {
    FailureCode code = codeNamed(application.getType());
    return code == FailureCode.UNEXPECTED
        ? new CallFailure(code, "the function's answer was not understood")
        : new CallFailure(
            code, Objects.toString(application.getOriginalMessage(), application.getType()));
  }

  private static FailureCode codeNamed(String type) {
    return Stream.of(FailureCode.values())
        .filter(code -> code.name().equals(type))
        .findFirst()
        .orElse(FailureCode.UNEXPECTED);
  }
}
