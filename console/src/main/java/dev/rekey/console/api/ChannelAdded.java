package dev.rekey.console.api;

import java.util.Optional;

/**
 * A channel is there.
 *
 * @param name its name
 * @param signingKey the key that was made for a webhook; shown this once
 */
public record ChannelAdded(String name, Optional<String> signingKey) {}
