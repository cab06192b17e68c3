package dev.rekey.workflows.response;

import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.IncidentRecord;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.rollover.RolloverAsks;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The response to one incident. Start it through {@link Responses}. */
@WorkflowInterface
public interface ResponseWorkflow {
  /** Where responses wait for a worker, apart from everything routine. */
  String TASK_QUEUE = "rekey-response";

  /** The workflow id: one per incident. */
  static String id(IncidentId incident) {
    return "incident/" + incident.value();
  }

  /** Follows the runbook, and says how the incident ended: weeks later, perhaps. */
  @WorkflowMethod
  IncidentRecord respond(IncidentOrder order);

  /** Somebody reports more about the same incident; the same signal twice is one. */
  @SignalMethod
  void report(CompromiseReport report);

  /** The rollover that belongs to it asks what a second person must agree to; once or often. */
  @SignalMethod
  void rolloverAsks(RolloverAsks ask);

  /**
   * A person acts. What is not theirs to do is refused with a sentence, and the refusal is on the
   * timeline.
   */
  @UpdateMethod
  void decide(Decision decision);

  /** Whether it has ended, though its last notices may be under way: no report begins anything. */
  @QueryMethod
  boolean over();

  /** Where it stands. */
  @QueryMethod
  IncidentView view();
}
