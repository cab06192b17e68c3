package dev.rekey.console.api;

/**
 * An exercise is kept.
 *
 * @param exercise its name
 * @param evidence the name of its entry in the evidence log
 * @param opened how many things are to be done because of it
 */
public record ExerciseFiled(String exercise, String evidence, int opened) {}
