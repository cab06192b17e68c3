package dev.rekey.workflows;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Functions;
import io.temporal.workflow.SignalExternalWorkflowException;

/** Another workflow that is told something, and may not be there, or not any more. */
public final class OtherWorkflow {
  private OtherWorkflow() {}

  /**
   * Tells it.
   *
   * @param signal a signal by a stub of an external workflow
   * @return false if it is not there: nobody heard it
   */
  public static boolean hears(Functions.Proc signal) {
    try {
      signal.apply();
      return true;
    } catch (SignalExternalWorkflowException | ApplicationFailure gone) { // by the SDK's version
      return false;
    }
  }
}
