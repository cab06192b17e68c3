package dev.rekey.console.api;

import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import java.util.List;
import java.util.Optional;

/**
 * Adds a channel for notices.
 *
 * @param channel what it is
 * @param audiences whom it reaches
 * @param reserve whether it is used only where an audience's other channels did not deliver
 * @param secret what it is opened with, where its kind needs that; a signed webhook's key is made
 *     if it is missing. Kept in the secret store, and never shown again
 */
public record ChannelOrder(
    Channel channel, List<Audience> audiences, boolean reserve, Optional<String> secret) {
  @Override
  public String toString() {
    return "ChannelOrder[channel=" + channel.name() + ", secret=***]";
  }
}
