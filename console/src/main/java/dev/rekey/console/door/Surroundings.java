package dev.rekey.console.door;

/**
 * On what the server stands, for people.
 *
 * @param temporal which Temporal, in words
 * @param durable whether acknowledged work survives a kill
 * @param version of Rekey
 */
public record Surroundings(String temporal, boolean durable, String version) {}
