package dev.rekey.activities;

import dev.rekey.model.FailureCode;
import java.time.Duration;

/** How time passes between two rounds of a proof. */
@FunctionalInterface
public interface Pause {
  /** Returns when this much time has passed. */
  void passing(Duration time);

  /**
   * Waits in real time.
   *
   * @throws StepFailedException FUNCTION_UNAVAILABLE if the process is being stopped
   */
  static void really(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailedException(
          FailureCode.FUNCTION_UNAVAILABLE, "The function was stopped while it proved something");
    }
  }
}
