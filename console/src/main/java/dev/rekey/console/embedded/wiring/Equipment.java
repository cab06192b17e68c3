package dev.rekey.console.embedded.wiring;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.ledger.DueDates;
import dev.rekey.activities.target.Targets;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.console.embedded.ServerSettings;

/**
 * What stands on the foundation and does the work.
 *
 * @param targets the systems that honour credentials
 * @param delivery how consumers are told
 * @param dueDates when a rotated credential is due again
 * @param inventory what is enrolled
 * @param inventoryFunction the function {@code rekey-inventory}
 */
public record Equipment(
    Targets targets,
    Delivery delivery,
    DueDates dueDates,
    Inventory inventory,
    RequestStreamHandler inventoryFunction) {
  /** Makes the equipment of a server or worker. */
  @FunctionalInterface
  public interface Maker {
    /** Takes what it stands on, and how it is to be run. */
    Equipment make(Foundation foundation, ServerSettings settings);
  }
}
