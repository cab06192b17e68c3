package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.clock.RealPace;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.run.Room;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.incident.Act;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who is quicker than the response itself is answered: it is done, or why it is not. */
class FirstInstantTest {
  private static final String NOT_YET = "There is no incident yet";

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

  /** Somebody who acts in the moment in which the signal is heard, until there is an incident. */
  private static final class Quick implements Room {
    private final CompletableFuture<Boolean> heard = new CompletableFuture<>();

    @Override
    public boolean seats(String person) {
      return person.equals("dana");
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public void hear(Inject inject) {
      heard.complete(true);
    }

    @Override
    public void asked(Scenario.Question question) {}
  }

  @RepeatedTest(5)
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void whoever_acts_before_the_response_has_begun_is_answered() {
    Outcome outcome = playing.on(Playing.runbooks(), FirstInstantTest::acting);
    assertThat(outcome.incidents())
        .singleElement()
        .satisfies(one -> assertThat(one.lead()).contains("dana"));
  }

  /** Until it is done. */
  private static Outcome acting(Ground ground) {
    Quick quick = new Quick();
    try (Rehearsal rehearsal =
        new Rehearsal(
            ground,
            Playing.known("leaked-iam-key"),
            "quick-" + UUID.randomUUID(),
            1,
            Twist.NONE,
            Playing.AS_IT_IS,
            happening -> {})) {
      RealPace pace = new RealPace(rehearsal.first());
      Facilitation exercise = rehearsal.with(quick, pace);
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(
              () -> rehearsal.play(pace), work -> Thread.ofPlatform().daemon().start(work));
      quick.heard.join();
      Optional<String> refused = Optional.of(NOT_YET);
      while (refused.filter(NOT_YET::equals).isPresent()) {
        refused = exercise.act("dana", new Act.Acknowledge("Mine."), exercise.now());
      }
      assertThat(refused).isEmpty();
      exercise.end();
      return outcome.join();
    }
  }
}
