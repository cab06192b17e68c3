package dev.rekey.console.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A source that may report leaks, and what came from it.
 *
 * @param name its name
 * @param kind how it signs
 * @param path where it posts to, at the door
 * @param keysUrl where the public keys of a GITHUB source are
 * @param addedBy who let it in
 * @param addedAt when
 * @param accepted how many messages were accepted
 * @param repeated how many findings among them had been told before
 * @param rejected how many messages had no good signature, or were too old
 * @param lastAcceptedAt when the last good one came
 * @param lastRejectedAt when the last bad one came
 */
public record IntakeView(
    String name,
    IntakeKind kind,
    String path,
    Optional<String> keysUrl,
    String addedBy,
    Instant addedAt,
    long accepted,
    long repeated,
    long rejected,
    Optional<Instant> lastAcceptedAt,
    Optional<Instant> lastRejectedAt) {}
