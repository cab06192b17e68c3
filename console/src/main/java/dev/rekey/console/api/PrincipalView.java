package dev.rekey.console.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A principal as the door shows it.
 *
 * @param name who
 * @param kind what kind
 * @param createdBy who created them; nothing for whoever runs the server, and for consumers
 * @param createdAt when
 * @param introducedBy who handed out the token that they came with: the creator, or whoever
 *     replaced it
 * @param introducedAt when
 * @param confirmedBy the other person who vouched for them since
 * @param countsSince from when on they count as one of the two persons that forcing needs; nothing:
 *     they do not
 */
public record PrincipalView(
    String name,
    PrincipalKind kind,
    Optional<String> createdBy,
    Instant createdAt,
    Optional<String> introducedBy,
    Instant introducedAt,
    Optional<String> confirmedBy,
    Optional<Instant> countsSince) {}
