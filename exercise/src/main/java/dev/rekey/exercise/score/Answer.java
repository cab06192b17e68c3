package dev.rekey.exercise.score;

import java.time.Duration;

/**
 * What somebody answered to a question of the scenario.
 *
 * @param question its id
 * @param choice what was chosen
 * @param at virtual time since the signal
 * @param by who
 */
public record Answer(String question, String choice, Duration at, String by) {}
