package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.world.Twist;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the new one comes first, nobody is locked out, whenever the old one dies. */
class OverlapTest {
  @TempDir static Path folder;

  @Test
  void use_that_is_seen_locks_nobody_out_who_had_reloaded() {
    try (Playing playing = new Playing(folder)) {
      Outcome outcome = playing.play("password-in-log", Twist.NONE);
      assertThat(outcome.observed().happenings())
          .extracting(Happening::action)
          .doesNotContain(Action.LOCKED_OUT, Action.OPPONENT_ACTED);
      assertThat(outcome.card().grade()).as("score %s", outcome.card().score()).isEqualTo(Grade.P);
    }
  }

  @Test
  void neither_the_value_that_leaked_nor_the_one_that_leaked_next_lives() {
    try (Playing playing = new Playing(folder)) {
      Outcome outcome = playing.play("rotation-in-flight", Twist.NONE);
      assertThat(outcome.card().grade()).as("score %s", outcome.card().score()).isEqualTo(Grade.P);
    }
  }
}
