package dev.rekey.console.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One of those whom the evidence log depends on.
 *
 * @param name a witness' key, a mirror's place
 * @param kind SIGNER, WITNESS or MIRROR
 * @param size of the last checkpoint that it had
 * @param at when it had that
 * @param problem why it has not the latest
 * @param problemSince since when
 */
public record EvidenceParty(
    String name,
    String kind,
    long size,
    Optional<Instant> at,
    Optional<String> problem,
    Optional<Instant> problemSince) {}
