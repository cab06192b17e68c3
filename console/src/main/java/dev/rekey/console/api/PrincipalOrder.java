package dev.rekey.console.api;

/**
 * Gives a person or a service a token.
 *
 * @param name unique in the installation
 * @param kind {@code PERSON} or {@code SERVICE}
 */
public record PrincipalOrder(String name, PrincipalKind kind) {}
