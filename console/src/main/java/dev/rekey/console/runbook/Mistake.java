package dev.rekey.console.runbook;

/**
 * Something in a document that keeps it from running.
 *
 * @param line where, from 1 on
 * @param text what, in a sentence
 */
public record Mistake(int line, String text) {}
