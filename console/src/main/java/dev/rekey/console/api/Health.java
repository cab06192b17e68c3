package dev.rekey.console.api;

/**
 * Whether the server is up, and on what it stands.
 *
 * @param status {@code up}, or {@code degraded} when the ledger or Temporal does not answer
 * @param temporal which Temporal, in words
 * @param durable whether acknowledged work survives a kill
 * @param version of Rekey
 */
public record Health(String status, String temporal, boolean durable, String version) {}
