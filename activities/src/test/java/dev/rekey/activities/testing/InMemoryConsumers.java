package dev.rekey.activities.testing;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Departure;
import dev.rekey.model.FailureCode;
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
  private final Map<ConsumerId, Instant> since = new HashMap<>();
  private final List<Departure> departed = new ArrayList<>();

  /** Registers a consumer. */
  public void register(Consumer consumer) {
    consumers.add(consumer);
  }

  /** Removes a consumer. */
  public void remove(ConsumerId consumer) {
    consumers.removeIf(known -> known.id().equals(consumer));
    VersionId last = held.remove(consumer);
    departed.removeIf(gone -> gone.consumer().equals(consumer));
    if (last != null) {
      departed.add(new Departure(consumer, last, since.getOrDefault(consumer, Instant.EPOCH)));
    }
  }

  @Override
  public List<Departure> departed(SecretId secret) {
    return List.copyOf(departed);
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
  public Map<String, Acknowledged> lastAcknowledged(SecretId secret) {
    Map<String, Acknowledged> last = new HashMap<>();
    held.forEach(
        (id, version) ->
            last.put(id.value(), new Acknowledged(version, since.getOrDefault(id, Instant.EPOCH))));
    return last;
  }

  @Override
  public void acknowledge(ConsumerId consumer, SecretId secret, VersionId version, Instant at) {
    if (consumers.stream().noneMatch(known -> known.id().equals(consumer))) {
      throw new StepFailedException(FailureCode.NOT_FOUND, consumer + " is not registered");
    }
    held.put(consumer, version);
    since.put(consumer, at);
  }
}
