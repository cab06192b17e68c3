package dev.rekey.console.api;

/**
 * The incident that a declaration has.
 *
 * @param id its name
 * @param joined whether it was there before
 * @param begun whether its response has begun; else it does as soon as Temporal answers
 */
public record IncidentDeclared(String id, boolean joined, boolean begun) {}
