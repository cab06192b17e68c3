package dev.rekey.console.api;

/**
 * Something that was to be done is done.
 *
 * @param id which one
 * @param note what was done; recorded with the person's name
 */
public record RemediationClosure(String id, String note) {}
