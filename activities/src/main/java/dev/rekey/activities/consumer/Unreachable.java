package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;

/** A consumer could not be told. */
final class Unreachable {
  private Unreachable() {}

  static StepFailedException because(String reason) {
    return new StepFailedException(FailureCode.CONSUMER_UNREACHABLE, reason);
  }
}
