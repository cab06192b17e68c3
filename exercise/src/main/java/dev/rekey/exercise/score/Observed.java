package dev.rekey.exercise.score;

import dev.rekey.model.incident.IncidentView.Durations;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was seen of one exercise.
 *
 * @param happenings in the order of their times
 * @param answers what people decided
 * @param durations the four durations of the response
 */
public record Observed(List<Happening> happenings, List<Answer> answers, Durations durations) {
  /** Brings them into order; those of one moment stay as they are. */
  public Observed {
    happenings = happenings.stream().sorted(Comparator.comparing(Happening::at)).toList();
    answers = List.copyOf(answers);
  }
}
