package dev.rekey.console.embedded.exercise;

import dev.rekey.exercise.scenario.ScenarioDocument;
import java.nio.file.Path;
import java.util.Map;

/**
 * An exercise to be played.
 *
 * @param document the scenario
 * @param seed what chance is drawn from
 * @param reports the folder under which its report is written
 * @param server how to find a Temporal server; empty: one in this process
 */
public record ExerciseOrder(
    ScenarioDocument document, long seed, Path reports, Map<String, String> server) {}
