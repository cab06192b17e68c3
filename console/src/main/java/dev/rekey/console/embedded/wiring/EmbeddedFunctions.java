package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RotationStepHandler;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.TargetSubjects;
import dev.rekey.activities.target.Targets;
import dev.rekey.console.embedded.function.FunctionsInProcess;
import dev.rekey.model.credential.PostgresUser;
import java.time.InstantSource;
import java.util.Map;

/** The functions of an installation on one machine: the same handlers as in AWS Lambda. */
public final class EmbeddedFunctions {
  private EmbeddedFunctions() {}

  /** Wires them. */
  public static FunctionsInProcess of(Foundation foundation, Equipment equipment) {
    Ports ports =
        new Ports(
            foundation.store(),
            foundation.store(),
            new TargetSubjects(
                new Targets(equipment.postgres()), foundation.store(), InstantSource.system()),
            foundation.consumers(),
            equipment.delivery(),
            new LedgerRotationLog(foundation.ledger(), equipment.dueDates()),
            foundation.lock(),
            InstantSource.system());
    return new FunctionsInProcess(
        Map.of(
            "rekey-" + PostgresUser.KIND,
            new RotationStepHandler(new RotationSteps(ports)),
            "rekey-inventory",
            equipment.inventoryFunction()));
  }
}
