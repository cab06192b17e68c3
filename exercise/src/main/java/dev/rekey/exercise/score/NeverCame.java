package dev.rekey.exercise.score;

import java.time.Duration;

/**
 * What somebody who took part was to do, and never tried to.
 *
 * @param id the line of the scenario
 * @param by who
 * @param what in a word or two
 * @param why what the scenario says of it
 * @param told when they heard that it was theirs to do
 * @param due by when it had to be done
 */
public record NeverCame(
    String id, String by, String what, String why, Duration told, Duration due) {}
