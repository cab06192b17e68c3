package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.RolloverAsks;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.workflows.OtherWorkflow;
import dev.rekey.workflows.response.ResponseWorkflow;
import io.temporal.workflow.Workflow;

/**
 * The incident that a rollover belongs to. People decide there, for who may have a part in it is
 * known there and nowhere else. When it is over, they decide here.
 */
final class Belonging {
  private final RolloverOrder order;
  private boolean over;

  Belonging(RolloverOrder order) {
    this.order = order;
  }

  /** Whether people decide there. */
  boolean decides() {
    return order.incident().isPresent() && !over;
  }

  /** Asks there; as often as it is asked, it is one question. */
  void ask(RolloverQuestion question) {
    if (decides()) {
      ResponseWorkflow incident =
          Workflow.newExternalWorkflowStub(
              ResponseWorkflow.class, ResponseWorkflow.id(order.incident().orElseThrow()));
      RolloverAsks ask = new RolloverAsks(order.authority(), question);
      over = !OtherWorkflow.hears(() -> incident.rolloverAsks(ask));
    }
  }
}
