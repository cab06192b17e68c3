package dev.rekey.activities.consumer;

import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;

/**
 * A consumer that was removed.
 *
 * @param consumer its name
 * @param held the version that it had acknowledged last
 * @param since when it had
 */
public record Departure(ConsumerId consumer, VersionId held, Instant since) {}
