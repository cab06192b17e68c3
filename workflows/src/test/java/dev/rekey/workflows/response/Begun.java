package dev.rekey.workflows.response;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.StartChildWorkflowExecutionInitiatedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.stream.Collectors;

/** The children that a workflow began. */
final class Begun {
  private Begun() {}

  /** The most in one of its tasks. */
  static long mostAtOnce(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
        .map(HistoryEvent::getStartChildWorkflowExecutionInitiatedEventAttributes)
        .collect(
            Collectors.groupingBy(
                StartChildWorkflowExecutionInitiatedEventAttributes
                    ::getWorkflowTaskCompletedEventId,
                Collectors.counting()))
        .values()
        .stream()
        .max(Long::compare)
        .orElse(0L);
  }
}
