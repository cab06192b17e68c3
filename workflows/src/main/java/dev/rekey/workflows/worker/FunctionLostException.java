package dev.rekey.workflows.worker;

import dev.rekey.model.FailureCode;

/**
 * A function gave no answer. Whether it ran is unknown, unless the code says that it was refused.
 * Carries our own words only, and neither the message nor the exception of an SDK.
 */
public final class FunctionLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final String reason;

  /** Takes the class of failure and one sentence without any secret. */
  public FunctionLostException(FailureCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  /** The call was lost on its way there, there, or on its way back. */
  public static FunctionLostException unknown(String function) {
    return new FunctionLostException(
        FailureCode.FUNCTION_UNAVAILABLE, function + " gave no answer; it may or may not have run");
  }

  /** There is no such function, so that nothing ran. */
  public static FunctionLostException missing(String function) {
    return new FunctionLostException(FailureCode.NOT_FOUND, "there is no function " + function);
  }

  /** The class of failure. */
  public FailureCode code() {
    return code;
  }

  /** One sentence for the operator. */
  public String reason() {
    return reason;
  }
}
