package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.incident.IncidentView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way, what must hold of a response holds. */
class SweepTest {
  private static final String LEAK = "leaked-iam-key";

  @TempDir static Path folder;

  private static Playing playing;

  @BeforeAll
  static void start() {
    playing = new Playing(folder);
  }

  @AfterAll
  static void stop() {
    playing.close();
  }

  /** One replacement, nothing leaked let in again, and an end. */
  private static void holds(Outcome outcome) {
    assertThat(seen(outcome, Action.INSTALL).map(Happening::text).distinct()).hasSize(1);
    assertThat(seen(outcome, Action.RESTORE_LEAKED)).isEmpty();
    assertThat(outcome.incidents())
        .extracting(IncidentView::state)
        .containsExactly(IncidentView.State.CLOSED);
  }

  private static Stream<Happening> seen(Outcome outcome, Action action) {
    return outcome.observed().happenings().stream()
        .filter(one -> one.action() == action)
        .filter(one -> one.manner() == Manner.AUTOMATIC);
  }

  private record Seen(Duration at, Action action, Optional<String> target) {}

  private static List<Seen> story(Outcome outcome) {
    return outcome.observed().happenings().stream()
        .map(one -> new Seen(one.at(), one.action(), one.target()))
        .toList();
  }

  @Test
  void the_same_seed_plays_the_same_again() {
    assertThat(story(playing.play(LEAK, Twist.NONE)))
        .isEqualTo(story(playing.play(LEAK, Twist.NONE)));
  }

  @Test
  void calls_that_arrive_twice_change_nothing() {
    holds(playing.play(LEAK, Twist.twice()));
  }

  @Test
  void without_an_opponent_it_ends_as_well() {
    Outcome outcome = playing.play(LEAK, Twist.withoutOpponent());
    holds(outcome);
    assertThat(seen(outcome, Action.OPPONENT_ACTED)).isEmpty();
  }

  /** From the opening of the incident to the end of its recovery. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 7, 9, 12, 16, 20, 24, 28})
  void a_worker_that_dies_in_the_middle_leaves_nothing_undone(int call) {
    holds(playing.crashAfter(call, LEAK));
  }
}
