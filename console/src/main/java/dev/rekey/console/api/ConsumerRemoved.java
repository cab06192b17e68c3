package dev.rekey.console.api;

import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;
import java.util.Optional;

/**
 * A consumer is removed, or would be.
 *
 * @param consumer who it was
 * @param acknowledged the version it had acknowledged last, if any
 * @param awaited whether a rotation that has not ended waits for its acknowledgement
 * @param dryRun whether nothing was changed
 */
public record ConsumerRemoved(
    Consumer consumer, Optional<VersionId> acknowledged, boolean awaited, boolean dryRun) {}
