package dev.rekey.console.api;

import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;
import java.util.Optional;

/**
 * A consumer as the door shows it.
 *
 * @param consumer who
 * @param acknowledged the version it acknowledged last, if any
 */
public record ConsumerView(Consumer consumer, Optional<VersionId> acknowledged) {}
