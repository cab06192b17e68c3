package dev.rekey.exercise.run;

import dev.rekey.exercise.score.Observed;
import dev.rekey.exercise.score.Scorecard;
import dev.rekey.exercise.world.NoticeBoard;
import dev.rekey.model.incident.IncidentView;
import java.time.Duration;
import java.time.Instant;
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
 * @param over when it was over, by its own clock
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
    Instant over,
    int calls,
    List<NoticeBoard.Heard> heard,
    List<String> alive) {
  /** How long after the signal that was: it played so long until it was over. */
  public Duration since(Instant at) {
    return Duration.between(over, at).plus(played);
  }

  /** Copies the lists. */
  public Outcome {
    incidents = List.copyOf(incidents);
    heard = List.copyOf(heard);
    alive = List.copyOf(alive);
  }
}
