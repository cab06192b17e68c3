package dev.rekey.console.audit;

import java.time.Instant;

/**
 * A witness that vouched for the checkpoint.
 *
 * @param key its key
 * @param at when it saw the checkpoint
 * @param pinned whether the auditor named the key
 */
public record Cosigned(String key, Instant at, boolean pinned) {}
