package dev.rekey.workflows.sweep;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One sweep over the inventory: breaches are written down, and what is due is started, each once.
 */
@WorkflowInterface
public interface SweepWorkflow {
  /** Where sweeps wait for a worker: not behind the rotations that they start. */
  String TASK_QUEUE = "rekey-sweep";

  /** The workflow id of a sweep that is started by hand or by our own timer. */
  String ID = "sweep";

  /** Sweeps, and says what it did. */
  @WorkflowMethod
  SweepReport sweep(SweepBudget budget);
}
