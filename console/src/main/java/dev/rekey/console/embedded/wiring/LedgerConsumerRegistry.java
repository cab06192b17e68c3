package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.console.door.consumption.ConsumerRegistry;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import java.time.Instant;
import java.util.Optional;

/** The registry of consumers in the ledger, as the door sees it. */
record LedgerConsumerRegistry(LedgerConsumers consumers) implements ConsumerRegistry {
  @Override
  public boolean register(Consumer consumer, String by, Instant at) {
    return consumers.register(consumer, by, at);
  }

  @Override
  public Optional<Consumer> find(ConsumerId consumer) {
    return consumers.find(consumer);
  }

  @Override
  public boolean remove(ConsumerId consumer, String by, String reason, Instant at) {
    return consumers.remove(consumer, by, reason, at);
  }
}
