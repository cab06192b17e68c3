package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.world.Twist;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No build answers a compromise worse than the builds before it. */
class BaselineTest {
  private static final String LEAK = "leaked-iam-key";
  private static final Baseline BASELINE = Baseline.committed();

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

  static List<String> scenarios() {
    return Library.NAMES;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void no_scenario_scores_worse_than_its_baseline(String scenario) {
    Outcome outcome = playing.play(scenario, Twist.NONE);
    assertThat(BASELINE.complaint(Playing.known(scenario), outcome.card())).isEmpty();
  }

  @Test
  void a_response_that_was_made_worse_is_refused_with_both_figures() {
    Outcome worse = playing.playWhole(LEAK, Worse.afterWaiting(Duration.ofSeconds(30)));
    assertThat(BASELINE.complaint(Playing.known(LEAK), worse.card()))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .contains(
                        LEAK + " scores " + worse.card().score(),
                        "its baseline is " + BASELINE.line(LEAK).score()));
  }

  @Test
  void one_that_became_better_asks_for_the_baseline_to_be_raised() {
    Baseline lower = BASELINE.with(new Baseline.Line(LEAK, 1, 50.0, Grade.M));
    Outcome good = playing.play(LEAK, Twist.NONE);
    assertThat(lower.complaint(Playing.known(LEAK), good.card()))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .contains("more than its baseline of 50.0", "raise it in " + Baseline.FILE));
  }

  @Test
  void each_scenario_of_the_library_has_its_line_and_no_other_has() {
    assertThat(BASELINE.lines()).extracting(Baseline.Line::scenario).isEqualTo(Library.NAMES);
  }
}
