package dev.rekey.console.door.consumption;

import dev.rekey.model.consumer.Consumer;
import java.time.Instant;

/** Where consumers are registered. */
public interface ConsumerRegistry {
  /**
   * Registers a consumer; the same again is a success. False if the name stands for another one.
   */
  boolean register(Consumer consumer, String by, Instant at);
}
