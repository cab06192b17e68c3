package dev.rekey.workflows.response;

import dev.rekey.model.rotation.RotationOutcome;
import io.temporal.workflow.Promise;

/** The replacement of one credential, on its way. */
record Running(Member member, Promise<RotationOutcome> outcome) {
  /** Nobody waits for it any more. */
  boolean isOver() {
    return outcome.isCompleted() || !member.isCurrent();
  }

  boolean overlaps() {
    return member.atRisk().credential().overlaps();
  }
}
