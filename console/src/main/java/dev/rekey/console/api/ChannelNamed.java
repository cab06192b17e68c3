package dev.rekey.console.api;

import dev.rekey.model.notice.ChannelName;

/**
 * A channel by its name.
 *
 * @param name such as {@code security}
 */
public record ChannelNamed(ChannelName name) {}
