package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.PastRotation;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.StepHistory;

/** The ledger's rotations, as the door tells them. */
public final class Histories {
  private Histories() {}

  /** One of them. */
  public static RotationHistory of(PastRotation past) {
    return new RotationHistory(
        past.secret(),
        past.version(),
        past.old(),
        past.reason(),
        past.requestedBy(),
        past.startedAt(),
        past.endedAt(),
        past.outcome(),
        past.failedAt(),
        past.code(),
        past.why(),
        past.steps().stream()
            .map(step -> new StepHistory(step.step(), step.at(), step.facts()))
            .toList());
  }
}
