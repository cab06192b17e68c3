package dev.rekey.activities;

import dev.rekey.model.FailureCode;

/**
 * A step did not happen. Carries our own words only: a driver's message may hold a secret, so
 * neither it nor its exception is kept.
 */
public final class StepFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /** Takes the class of failure and one sentence without any secret. */
  public StepFailedException(FailureCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  /** What became of a call that ended with this: as it says if the words are ours. */
  public static StepFailedException of(Throwable broke) {
    return broke instanceof StepFailedException known
        ? known
        : new StepFailedException(
            FailureCode.UNEXPECTED, "The call broke with " + broke.getClass().getSimpleName());
  }

  /** The class of failure. */
  public FailureCode code() {
    return code;
  }

  /** One sentence for the operator. */
  public String reason() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }
}
