package dev.rekey.console.embedded.exercise;

import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.functions.StoreChoice;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.temporal.TemporalService;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.run.Tampering;
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
import java.util.function.Function;

/** Plays scenarios, each over a ledger of its own, on one server. */
final class Playing implements AutoCloseable {
  static final Tampering AS_IT_IS = Tampering.NONE;

  private final Path folder;
  private final TemporalService temporal;
  private final WorkflowClient client;

  Playing(Path folder) {
    this.folder = folder;
    this.temporal = TemporalService.choose(DataFolder.open(folder), true, Map.of());
    this.client = TemporalConnection.plain(temporal.address()).connect();
  }

  /** The server as anybody sees it, without an exercise around it. */
  WorkflowClient client() {
    return client;
  }

  /** The runbooks as they are, with less silence, since a test has no half hour. */
  static RunbookShelf runbooks() {
    return new ShortWatch(Runbooks.load(), Duration.ofMinutes(3));
  }

  /** The same without some of its steps. */
  static Runbook without(Runbook real, List<ResponseStep> left) {
    return new Runbook(
        real.name(),
        real.digest(),
        real.title(),
        real.kinds(),
        real.mode(),
        real.severity(),
        real.deadlines(),
        real.stability(),
        real.guard(),
        real.steps().stream().filter(step -> !left.contains(step)).toList(),
        real.audiences(),
        real.clocks(),
        real.prose());
  }

  Outcome play(String scenario, Twist twist) {
    return play(known(scenario), runbooks(), twist, AS_IT_IS);
  }

  /** One that is in no library. */
  Outcome play(Scenario scenario) {
    return play(scenario, runbooks(), Twist.NONE, AS_IT_IS);
  }

  /** All of it, and it is worse. */
  Outcome playWhole(String scenario, Tampering worse) {
    return play(known(scenario), runbooks(), Twist.NONE, worse);
  }

  /** The same where what makes it worse writes into the store. */
  Outcome playWhole(String scenario, Function<SecretStore, Tampering> worse) {
    return on(
        runbooks(),
        ground ->
            play(ground, known(scenario), Twist.NONE, worse.apply(ground.installation().store())));
  }

  /** Its first fifty minutes: what was made worse may never end. */
  Outcome play(String scenario, RunbookShelf runbooks, Tampering worse) {
    return play(begun(scenario), runbooks, Twist.NONE, worse);
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

  static Scenario known(String name) {
    return Library.find(name).orElseThrow().scenario();
  }

  private Outcome play(Scenario scenario, RunbookShelf runbooks, Twist twist, Tampering worse) {
    return on(runbooks, ground -> play(ground, scenario, twist, worse));
  }

  private static Outcome play(Ground ground, Scenario scenario, Twist twist, Tampering worse) {
    String exercise = scenario.scenario() + "-" + UUID.randomUUID();
    try (Rehearsal rehearsal =
        new Rehearsal(ground, scenario, exercise, 1, twist, worse, happening -> {})) {
      return rehearsal.play(Pace.REHEARSAL);
    }
  }

  /** Lets something be played over a ledger of its own. */
  <T> T on(RunbookShelf runbooks, Function<Ground, T> work) {
    try (LedgerDatabase database = new LedgerDatabase()) {
      Installation installation =
          Installation.open(
              database.source(),
              new StoreChoice.Embedded(folder.resolve(UUID.randomUUID() + ".json")));
      return work.apply(new Ground(client, installation, runbooks, Duration.ofSeconds(1)));
    }
  }

  @Override
  public void close() {
    client.getWorkflowServiceStubs().shutdownNow();
    temporal.close();
  }
}
