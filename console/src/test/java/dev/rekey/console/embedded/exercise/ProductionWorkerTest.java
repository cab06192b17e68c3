package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.WorkerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exercise and a production worker on one Temporal server, in one namespace. */
class ProductionWorkerTest {
  private static final String SCENARIO = "leaked-iam-key";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private final List<String> called = new CopyOnWriteArrayList<>();

  @Test
  void a_production_worker_never_gets_a_task_of_an_exercise() {
    try (Playing playing = new Playing(folder)) {
      RekeyWorker production =
          RekeyWorker.start(
              playing.client(),
              (function, payload) -> {
                called.add(function);
                throw FunctionLostException.missing(function);
              },
              new WorkerLimits(10, 4, 2, 20),
              Playing.runbooks());
      try {
        playing.on(Playing.runbooks(), ground -> played(playing, ground));
      } finally {
        production.kill();
      }
    }
  }

  private Outcome played(Playing playing, Ground ground) {
    Outcome outcome;
    try (Rehearsal rehearsal =
        new Rehearsal(
            ground,
            Playing.known(SCENARIO),
            "beside-production",
            1,
            Twist.NONE,
            Playing.AS_IT_IS,
            happening -> {})) {
      outcome = rehearsal.play(Pace.REHEARSAL);
    }
    assertThat(outcome.calls()).isPositive();
    assertThat(called).isEmpty();
    startForReal(playing, ground);
    await().atMost(PATIENCE).until(() -> !called.isEmpty());
    return outcome;
  }

  /** The same credential, and no exercise: this one is for the production worker. */
  private static void startForReal(Playing playing, Ground ground) {
    new AtRiskCredentials(ground.installation().ledger())
        .of(List.of(new Clue.Secret("payments/deployer")))
        .forEach(one -> new Rotations(playing.client()).start(one.recovery()));
  }
}
