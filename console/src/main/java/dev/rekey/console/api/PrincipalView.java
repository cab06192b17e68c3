package dev.rekey.console.api;

/**
 * A principal as the door shows it.
 *
 * @param name who
 * @param kind what kind
 */
public record PrincipalView(String name, PrincipalKind kind) {}
