package dev.rekey.console.api;

import dev.rekey.model.consumer.Consumer;
import java.util.Optional;

/**
 * A consumer is registered.
 *
 * @param consumer who
 * @param token what it authenticates with, shown this once; nothing for those that never call the
 *     door
 * @param signingKey what a webhook's messages are signed with, or a key store is opened with, shown
 *     this once; nothing for other kinds, and if it was known already
 */
public record ConsumerRegistered(
    Consumer consumer, Optional<String> token, Optional<String> signingKey) {
  @Override
  public String toString() {
    return "ConsumerRegistered[consumer=" + consumer.id() + ", token=***, signingKey=***]";
  }
}
