package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.workflows.CallFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Waiting for others, with their names: each pause twice as long as the one before. Whoever is
 * waited for long is called.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration UNTIL_CALLED = Duration.ofHours(1);
  private static final Duration CALLED_AGAIN = Duration.ofDays(1);
  private static final int NAMED = 20;

  private final RolloverStanding standing;
  private final Persons persons;
  private final Chronicle chronicle;

  Patience(RolloverStanding standing, Persons persons, Chronicle chronicle) {
    this.standing = standing;
    this.persons = persons;
    this.chronicle = chronicle;
  }

  /** Looks until nobody is in the way. */
  void until(Supplier<List<Obstacle>> look) {
    Duration pause = FIRST;
    Instant call = RolloverStanding.now().plus(UNTIL_CALLED);
    List<Obstacle> before = List.of();
    List<Obstacle> obstacles = look.get();
    while (!obstacles.isEmpty()) {
      standing.become(RolloverState.WAITING, obstacles);
      if (!obstacles.equals(before)) {
        chronicle.write("waits for " + names(obstacles));
        before = obstacles;
      }
      if (!RolloverStanding.now().isBefore(call)) {
        chronicle.call("ROLLOVER_WAITS", names(obstacles), "It goes on when they do.");
        call = RolloverStanding.now().plus(CALLED_AGAIN);
      }
      goOnIfLong();
      persons.rest(pause);
      pause = Persons.longer(pause, LONGEST);
      obstacles = look.get();
    }
    standing.works();
  }

  /** A history that grew long is begun anew; all that is to be known goes along. */
  private void goOnIfLong() {
    if (Workflow.getInfo().isContinueAsNewSuggested()) {
      Workflow.continueAsNew(standing.order(), standing.resumed());
    }
  }

  private static String names(List<Obstacle> obstacles) {
    String named =
        obstacles.stream().limit(NAMED).map(Obstacle::sentence).collect(Collectors.joining("; "));
    return obstacles.size() > NAMED
        ? named + "; and " + (obstacles.size() - NAMED) + " more"
        : named;
  }

  /**
   * Takes a step that is tried for long: where there is a way back it leads there, else the step is
   * tried until it happens.
   */
  <T> T insist(Supplier<T> step) {
    while (true) {
      try {
        return step.get();
      } catch (ActivityFailure failure) {
        CallFailure why = CallFailure.of(failure.getCause());
        if (standing.returnable()) {
          throw new TurnedRound(why.code() + ", " + why.reason());
        }
        standing.become(
            RolloverState.STUCK,
            List.of(new Obstacle("the function", "fails: " + why.code() + ", " + why.reason())));
        chronicle.call("ROLLOVER_STUCK", why.reason(), why.code().advice());
        chronicle.write("a step fails: " + why.code() + ", " + why.reason());
        goOnIfLong();
        persons.rest(LONGEST);
        standing.works();
      }
    }
  }
}
