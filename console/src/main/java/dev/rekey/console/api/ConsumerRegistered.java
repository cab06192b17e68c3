package dev.rekey.console.api;

import dev.rekey.model.consumer.Consumer;
import java.util.Optional;

/**
 * A consumer is registered.
 *
 * @param consumer who
 * @param token what it authenticates with, shown this once; nothing for consumers that do not call
 *     the door
 */
public record ConsumerRegistered(Consumer consumer, Optional<String> token) {
  @Override
  public String toString() {
    return "ConsumerRegistered[consumer=" + consumer.id() + ", token=***]";
  }
}
