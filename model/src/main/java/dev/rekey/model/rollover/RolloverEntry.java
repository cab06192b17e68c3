package dev.rekey.model.rollover;

import java.time.Instant;

/**
 * One line of what happened.
 *
 * @param number from 1 on
 * @param at when
 * @param by who: a person, or {@code rekey}
 * @param text what
 */
public record RolloverEntry(int number, Instant at, String by, String text) {}
