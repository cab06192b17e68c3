package dev.rekey.console.bench;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A workflow of a rotation's shape, whose steps do nothing. */
@WorkflowInterface
public interface NoopWorkflow {
  /** Runs four steps. */
  @WorkflowMethod
  String run(String request);
}
