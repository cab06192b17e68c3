package dev.rekey.exercise.run;

import dev.rekey.exercise.score.Observed;
import dev.rekey.exercise.score.Scorecard;
import dev.rekey.exercise.world.NoticeBoard;
import dev.rekey.model.incident.IncidentView;
import java.time.Duration;
import java.util.List;

/**
 * How an exercise went.
 *
 * @param exercise its name
 * @param seed what chance was drawn from
 * @param observed what happened
 * @param card what it was worth
 * @param incidents the incidents as they stood in the end
 * @param played how much time passed in it
 * @param calls how many calls of functions had an effect
 * @param heard who was told what
 * @param alive what a leaked value opens, or had opened, in the end
 */
public record Outcome(
    String exercise,
    long seed,
    Observed observed,
    Scorecard card,
    List<IncidentView> incidents,
    Duration played,
    int calls,
    List<NoticeBoard.Heard> heard,
    List<String> alive) {
  /** Copies the lists. */
  public Outcome {
    incidents = List.copyOf(incidents);
    heard = List.copyOf(heard);
    alive = List.copyOf(alive);
  }
}
