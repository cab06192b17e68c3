package dev.rekey.activities.testing;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registry of consumers in memory, of one secret. */
public final class InMemoryConsumers implements Consumers {
  private final List<Consumer> consumers = new ArrayList<>();
  private final Map<ConsumerId, VersionId> held = new HashMap<>();

  /** Registers a consumer. */
  public void register(Consumer consumer) {
    consumers.add(consumer);
  }

  @Override
  public List<Consumer> of(SecretId secret) {
    return List.copyOf(consumers);
  }

  @Override
  public Map<ConsumerId, VersionId> acknowledged(SecretId secret) {
    return Map.copyOf(held);
  }

  @Override
  public void acknowledge(ConsumerId consumer, SecretId secret, VersionId version, Instant at) {
    held.put(consumer, version);
  }
}
