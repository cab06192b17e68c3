package dev.rekey.console.api;

/**
 * A source that may report no more.
 *
 * @param name its name
 */
public record IntakeRemoved(String name) {}
