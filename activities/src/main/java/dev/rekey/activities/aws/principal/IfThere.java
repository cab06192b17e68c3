package dev.rekey.activities.aws.principal;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Questions about a principal that somebody may have deleted. That is found out by the first
 * failure alone: one who is there is asked about without another question.
 */
public final class IfThere {
  private IfThere() {}

  /**
   * The answer.
   *
   * @param isGone whether it is seen that there is none
   * @param otherwise the answer then
   * @throws StepFailedException what the question throws, unless the principal is gone
   */
  public static <T> T ask(Supplier<T> question, BooleanSupplier isGone, Supplier<T> otherwise) {
    try {
      return question.get();
    } catch (StepFailedException failure) {
      if (failure.code() == FailureCode.NOT_FOUND && isGone.getAsBoolean()) {
        return otherwise.get();
      }
      throw failure;
    }
  }
}
