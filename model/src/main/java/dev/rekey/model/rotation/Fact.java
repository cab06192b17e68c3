package dev.rekey.model.rotation;

import java.time.Instant;

/**
 * One thing that was seen to be so.
 *
 * @param what in a few words, such as {@code old password refused}
 * @param where the endpoint, consumer or store
 * @param at when, by the clock of whoever saw it
 */
public record Fact(String what, String where, Instant at) {}
