package dev.rekey.exercise.score;

import dev.rekey.model.incident.IncidentView.Durations;
import java.util.List;

/**
 * What an exercise was worth.
 *
 * @param score of a hundred, with one decimal, never below nothing
 * @param grade its band, or worse if something critical was missed
 * @param capped what capped the grade, by name
 * @param marks each line of the scenario
 * @param durations the four durations of the response
 */
public record Scorecard(
    double score, Grade grade, List<String> capped, List<Mark> marks, Durations durations) {
  /** Copies the lists. */
  public Scorecard {
    capped = List.copyOf(capped);
    marks = List.copyOf(marks);
  }
}
