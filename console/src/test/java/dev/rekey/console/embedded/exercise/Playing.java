package dev.rekey.console.embedded.exercise;

import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.functions.StoreChoice;
import dev.rekey.activities.rotation.Pause;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.temporal.TemporalService;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import dev.rekey.workflows.response.RunbookShelf;
import dev.rekey.workflows.worker.TemporalConnection;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** Plays scenarios, each over a ledger of its own, on one server. */
final class Playing implements AutoCloseable {
  static final BiFunction<Targets, Pause, Targets> AS_IT_IS = (targets, pause) -> targets;

  private final Path folder;
  private final TemporalService temporal;
  private final WorkflowClient client;

  Playing(Path folder) {
    this.folder = folder;
    this.temporal = TemporalService.choose(DataFolder.open(folder), true, Map.of());
    this.client = TemporalConnection.plain(temporal.address()).connect();
  }

  /** The runbooks as they are, with less silence, since a test has no half hour. */
  static RunbookShelf runbooks() {
    Runbooks real = Runbooks.load();
    return kind -> without(real.of(kind), List.of());
  }

  /** The same without some of its steps. */
  static Runbook without(Runbook real, List<ResponseStep> left) {
    Runbook.Deadlines given = real.deadlines();
    return new Runbook(
        real.name(),
        real.digest(),
        real.title(),
        real.kinds(),
        real.mode(),
        real.severity(),
        new Runbook.Deadlines(
            given.acknowledged(),
            given.contained(),
            given.stable(),
            given.recovered(),
            given.overlap(),
            given.decision(),
            Duration.ofMinutes(3),
            given.review()),
        real.stability(),
        real.guard(),
        real.steps().stream().filter(step -> !left.contains(step)).toList(),
        real.audiences(),
        real.clocks(),
        real.prose());
  }

  Outcome play(String scenario, Twist twist) {
    return play(known(scenario), runbooks(), twist, AS_IT_IS, 0);
  }

  /** Its first fifty minutes: what was made worse may never end. */
  Outcome play(String scenario, RunbookShelf runbooks, BiFunction<Targets, Pause, Targets> worse) {
    return play(begun(scenario), runbooks, Twist.NONE, worse, 0);
  }

  private static Scenario begun(String name) {
    Scenario whole = known(name);
    return new Scenario(
        whole.scenario(),
        whole.version(),
        whole.reference(),
        whole.title(),
        whole.controls(),
        whole.objectives(),
        whole.traps(),
        Duration.ofMinutes(50),
        whole.world(),
        whole.injects(),
        whole.expect(),
        whole.forbid(),
        whole.decisions());
  }

  private static Scenario known(String name) {
    return Library.find(name).orElseThrow().scenario();
  }

  /** The worker dies after this call has had its effect, and before it is answered. */
  Outcome crashAfter(int call, String scenario) {
    return play(known(scenario), runbooks(), Twist.NONE, AS_IT_IS, call);
  }

  private Outcome play(
      Scenario scenario,
      RunbookShelf runbooks,
      Twist twist,
      BiFunction<Targets, Pause, Targets> worse,
      int crashAfter) {
    try (LedgerDatabase database = new LedgerDatabase()) {
      Installation installation =
          Installation.open(
              database.source(),
              new StoreChoice.Embedded(folder.resolve(UUID.randomUUID() + ".json")));
      AtomicReference<Rehearsal> playing = new AtomicReference<>();
      Twist crashing =
          crashAfter == 0
              ? twist
              : new Twist(
                  twist.delivery(),
                  twist.opponent(),
                  call -> {
                    if (call == crashAfter) {
                      playing
                          .get()
                          .temporal()
                          .agenda()
                          .at(
                              playing.get().temporal().clock().instant(),
                              playing.get()::replaceWorker);
                    }
                  });
      try (Rehearsal rehearsal =
          new Rehearsal(
              new Ground(client, installation, runbooks, Duration.ofSeconds(1)),
              scenario,
              scenario.scenario() + "-" + UUID.randomUUID(),
              1,
              crashing,
              worse,
              happening -> {})) {
        playing.set(rehearsal);
        return rehearsal.play(Pace.REHEARSAL);
      }
    }
  }

  @Override
  public void close() {
    client.getWorkflowServiceStubs().shutdownNow();
    temporal.close();
  }
}
