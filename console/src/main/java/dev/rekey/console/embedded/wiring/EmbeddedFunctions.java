package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.target.Targets;
import dev.rekey.console.embedded.function.FunctionsInProcess;
import dev.rekey.model.credential.PostgresUser;
import java.util.Map;

/** The functions of an installation on one machine: the same handlers as in AWS Lambda. */
public final class EmbeddedFunctions {
  private EmbeddedFunctions() {}

  /** Names them as the worker calls them. */
  public static FunctionsInProcess of(Foundation foundation, Equipment equipment) {
    return new FunctionsInProcess(
        Map.of(
            "rekey-" + PostgresUser.KIND,
            foundation
                .installation()
                .rotation(
                    new Targets(equipment.postgres()), equipment.delivery(), equipment.dueDates()),
            "rekey-inventory",
            equipment.inventoryFunction()));
  }
}
