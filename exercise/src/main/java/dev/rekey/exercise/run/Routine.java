package dev.rekey.exercise.run;

import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.exercise.clock.ClockedTemporal;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.rotation.Rotations;
import java.util.List;

/** What goes on every day, and may be under way when something happens. */
final class Routine {
  private final Ground ground;
  private final ClockedTemporal temporal;

  Routine(Ground ground, ClockedTemporal temporal) {
    this.ground = ground;
    this.temporal = temporal;
  }

  /** Starts a scheduled rotation. */
  void rotate(String secret) {
    new AtRiskCredentials(ground.installation().ledger())
        .of(List.of(new Clue.Secret(secret)))
        .forEach(one -> new Rotations(temporal.client()).start(scheduled(one.recovery())));
  }

  private static DueCredential scheduled(DueCredential known) {
    RotationRequest given = known.request();
    return new DueCredential(
        new RotationRequest(
            given.credential(),
            RotationReason.SCHEDULED,
            "sweep",
            given.drain(),
            given.gateDeadline(),
            given.stepDeadline()),
        known.tier(),
        known.owner(),
        known.hardDeadline());
  }
}
