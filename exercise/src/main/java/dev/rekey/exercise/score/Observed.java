package dev.rekey.exercise.score;

import dev.rekey.model.incident.IncidentView.Durations;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was seen of one exercise.
 *
 * @param happenings in the order of their times
 * @param answers what people decided
 * @param neverCame what those who took part were to do, and never tried to
 * @param durations the four durations of the response
 */
public record Observed(
    List<Happening> happenings,
    List<Answer> answers,
    List<NeverCame> neverCame,
    Durations durations) {
  /** Brings them into order; those of one moment stay as they are. */
  public Observed {
    happenings = happenings.stream().sorted(Comparator.comparing(Happening::at)).toList();
    answers = List.copyOf(answers);
    neverCame = List.copyOf(neverCame);
  }
}
