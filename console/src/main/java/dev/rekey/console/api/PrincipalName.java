package dev.rekey.console.api;

/**
 * Names a principal.
 *
 * @param name who
 */
public record PrincipalName(String name) {}
