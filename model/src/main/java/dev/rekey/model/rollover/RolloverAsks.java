package dev.rekey.model.rollover;

/**
 * A rollover that belongs to an incident asks there what a second person must agree to.
 *
 * @param authority whose rollover it is
 * @param question to what
 */
public record RolloverAsks(String authority, RolloverQuestion question) {}
