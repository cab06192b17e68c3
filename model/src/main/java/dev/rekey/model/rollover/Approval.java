package dev.rekey.model.rollover;

import java.time.Instant;
import java.util.Optional;

/**
 * A second person agrees.
 *
 * @param question to what
 * @param by who
 * @param countsSince since when the door counts them as a person
 * @param reason why
 */
public record Approval(
    RolloverQuestion question, String by, Optional<Instant> countsSince, String reason) {}
