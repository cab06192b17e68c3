package dev.rekey.console.api;

/**
 * Closes a signal.
 *
 * @param id which one
 * @param note what came of it; recorded with the person's name
 */
public record SignalClosure(String id, String note) {}
