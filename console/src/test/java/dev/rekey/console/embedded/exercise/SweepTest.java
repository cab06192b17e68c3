package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.sweep.Invariants;
import dev.rekey.exercise.world.Twist;
import dev.rekey.exercise.world.Twist.Strike;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  private static void holds(String scenario, Twist twist) {
    assertThat(Invariants.broken(Playing.known(scenario), playing.play(scenario, twist))).isEmpty();
  }

  private record Seen(Duration at, Action action, Optional<String> target) {}

  private static List<Seen> story(Outcome outcome) {
    return outcome.observed().happenings().stream()
        .map(one -> new Seen(one.at(), one.action(), one.target()))
        .toList();
  }

  @Test
  void the_same_seed_plays_the_same_again() {
    Outcome one = playing.play(LEAK, Twist.NONE);
    Outcome other = playing.play(LEAK, Twist.NONE);
    assertThat(story(one)).isEqualTo(story(other));
    assertThat(one.card()).isEqualTo(other.card());
  }

  @Test
  void calls_that_arrive_twice_change_nothing() {
    holds(LEAK, Twist.twice());
  }

  @Test
  void without_an_opponent_it_ends_as_well() {
    holds(LEAK, Twist.withoutOpponent());
  }

  /** From the opening of the incident to the end of its recovery. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9, 16, 24})
  void a_worker_that_dies_in_the_middle_leaves_nothing_undone(int call) {
    holds(LEAK, Twist.crashAfter(call));
  }

  /** Between containment and recovery. */
  @ParameterizedTest
  @ValueSource(ints = {3, 24})
  void a_clock_that_jumps_changes_nothing_of_it(int call) {
    holds(LEAK, Twist.jumpAfter(call));
  }

  /** Whatever people want is early then: there is no incident yet, and nothing is asked. */
  @ParameterizedTest
  @ValueSource(strings = {"ci-role", "insider", "forged-signals", "password-in-log"})
  void a_clock_that_jumps_before_the_incident_is_open_loses_nothing_that_people_do(String name) {
    holds(name, Twist.jumpAfter(1));
  }

  /** They take minutes: twelve systems, and a whole half hour of silence. */
  private static final Set<String> LONG = Set.of("bulk-read", "shared-account");

  static Stream<String> otherScenarios() {
    return Library.NAMES.stream().filter(name -> !name.equals(LEAK) && !LONG.contains(name));
  }

  /** All of it at once; what each does alone, 'rekey exercise sweep --all' shows. */
  @ParameterizedTest
  @MethodSource("otherScenarios")
  void every_scenario_holds_with_calls_that_arrive_twice_and_a_crash(String scenario) {
    holds(scenario, Twist.twice().with(new Strike(9, Strike.Kind.CRASH)));
  }
}
