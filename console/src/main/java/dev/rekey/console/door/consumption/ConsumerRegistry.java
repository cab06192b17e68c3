package dev.rekey.console.door.consumption;

import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import java.time.Instant;
import java.util.Optional;

/** Where consumers are registered. */
public interface ConsumerRegistry {
  /**
   * Registers a consumer; the same again is a success. False if the name stands for another one.
   */
  boolean register(Consumer consumer, String by, Instant at);

  /** A registered consumer. */
  Optional<Consumer> find(ConsumerId consumer);

  /**
   * Removes a consumer with its acknowledgement, and writes down who did so, when and why. False if
   * there is none of that name.
   */
  boolean remove(ConsumerId consumer, String by, String reason, Instant at);
}
