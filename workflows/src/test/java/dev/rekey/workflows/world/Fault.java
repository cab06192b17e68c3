package dev.rekey.workflows.world;

import dev.rekey.model.FailureCode;
import java.util.Optional;

/**
 * What goes wrong at one call.
 *
 * @param code the function's refusal, or nothing if the call is lost
 * @param afterEffect whether the step has its effect all the same
 */
public record Fault(Optional<FailureCode> code, boolean afterEffect) {
  /** The function answers with a refusal, and did nothing. */
  public static Fault refusal(FailureCode code) {
    return new Fault(Optional.of(code), false);
  }

  /** The call is lost before it arrives. */
  public static Fault lostOnTheWay() {
    return new Fault(Optional.empty(), false);
  }

  /** The step happens, and the answer is lost: the classic. */
  public static Fault answerLost() {
    return new Fault(Optional.empty(), true);
  }
}
