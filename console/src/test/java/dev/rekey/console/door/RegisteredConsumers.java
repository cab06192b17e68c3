package dev.rekey.console.door;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Departure;
import dev.rekey.console.door.consumption.ConsumerRegistry;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry of consumers in memory. */
final class RegisteredConsumers implements Consumers, ConsumerRegistry {
  final List<String> removals = new CopyOnWriteArrayList<>();
  private final Map<ConsumerId, Consumer> consumers = new ConcurrentHashMap<>();
  private final Map<ConsumerId, VersionId> held = new ConcurrentHashMap<>();

  @Override
  public boolean register(Consumer consumer, String by, Instant at) {
    Consumer there = consumers.putIfAbsent(consumer.id(), consumer);
    return there == null || there.equals(consumer);
  }

  @Override
  public Optional<Consumer> find(ConsumerId consumer) {
    return Optional.ofNullable(consumers.get(consumer));
  }

  @Override
  public boolean remove(ConsumerId consumer, String by, String reason, Instant at) {
    boolean there = consumers.remove(consumer) != null;
    if (there) {
      held.remove(consumer);
      removals.add(consumer + " by " + by + ": " + reason);
    }
    return there;
  }

  @Override
  public List<Departure> departed(SecretId secret) {
    return List.of();
  }

  @Override
  public List<Consumer> of(SecretId secret) {
    return consumers.values().stream().filter(c -> c.secret().equals(secret)).toList();
  }

  @Override
  public Map<ConsumerId, VersionId> acknowledged(SecretId secret) {
    return Map.copyOf(held);
  }

  @Override
  public Map<String, Acknowledged> lastAcknowledged(SecretId secret) {
    return Map.of();
  }

  @Override
  public void acknowledge(ConsumerId consumer, SecretId secret, VersionId version, Instant at) {
    held.put(consumer, version);
  }
}
