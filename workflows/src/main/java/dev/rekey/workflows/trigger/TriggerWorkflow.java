package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Trigger;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Sees to one trigger. Start it through {@link Triggers}. */
@WorkflowInterface
public interface TriggerWorkflow {
  /** Where triggers wait for a worker: behind no sweep and no rotation. */
  String TASK_QUEUE = "rekey-trigger";

  /** The workflow id: one per trigger, for as long as the server remembers it. */
  static String id(Trigger trigger) {
    return "trigger/" + trigger.id();
  }

  /** Finds whom it concerns, starts what it asks for, and says what came of it. */
  @WorkflowMethod
  TriggerReport handle(Trigger trigger);
}
