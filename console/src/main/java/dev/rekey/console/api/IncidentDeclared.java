package dev.rekey.console.api;

/**
 * The incident that a declaration has.
 *
 * @param id its name
 * @param joined whether it was there before
 */
public record IncidentDeclared(String id, boolean joined) {}
