package dev.rekey.console.api;

/**
 * Rotate what is due.
 *
 * @param dryRun only say what is due
 */
public record SweepOrder(boolean dryRun) {}
