package dev.rekey.console.door.access;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a principal, so that one person is not taken for two.
 *
 * @param principal who
 * @param createdBy who created them; nothing for whoever runs the server, and for consumers
 * @param createdAt when
 * @param introducedBy who handed out the token that they came with, and may have kept a copy: their
 *     creator, or whoever replaced the token since; nothing for whoever runs the server
 * @param introducedAt when
 * @param confirmedBy the other person who vouched for them since
 * @param countsSince from when on they count as one of two persons; nothing: not yet
 */
public record Acquaintance(
    Principal principal,
    Optional<String> createdBy,
    Instant createdAt,
    Optional<String> introducedBy,
    Instant introducedAt,
    Optional<String> confirmedBy,
    Optional<Instant> countsSince) {}
