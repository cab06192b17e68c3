package dev.rekey.console.bench;

import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.embedded.incident.TemporalIncidents;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.workflows.response.ResponseWorkflow;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.worker.Schedules;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures containment: one credential after the other, then many at once beside the floor, all of
 * it while a campaign of rotations runs, if there is to be one.
 */
final class ContainBench {
  private static final int WARM_UP = 50;
  private static final int SPARE_CONNECTIONS = 150;
  private static final long LOOK_NANOS = 50_000_000;
  private static final long PATIENCE_NANOS = 600_000_000_000L;
  private static final SweepBudget UNBOUNDED = new SweepBudget(1_000, 100_000);

  private final ContainSettings settings;
  private final Path folder;
  private final Consumer<String> progress;

  ContainBench(ContainSettings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /** What became of those that leaked together. */
  private record Mass(IncidentId incident, LiveSessions.Gone gone, double proven) {}

  ContainFigures run() throws Exception {
    progress.accept("Starting Rekey and a PostgreSQL with room for many sessions in " + folder);
    int connections = settings.credentials() + SPARE_CONNECTIONS;
    try (BenchWorld world = new BenchWorld(folder, settings.ephemeral(), connections);
        TemporalIncidents incidents =
            new TemporalIncidents(world.foundation().ledger(), world.runtime().client())) {
      warmUp(world, incidents);
      int single = 2 * WARM_UP;
      int first = single + settings.signals();
      int second = first + settings.credentials();
      double floor = floor(world, first, second);
      progress.accept("Enrolling " + (settings.signals() + settings.credentials()));
      world.enrolFresh(single, first);
      world.enrolFresh(second, second + settings.credentials());
      campaign(world, second + settings.credentials());
      Latencies signals = signals(world, incidents, single, first);
      if (settings.campaign() == 0) {
        quiet(world, WARM_UP + settings.signals());
      }
      Mass mass = mass(world, incidents, second, second + settings.credentials());
      return figures(world, floor, signals, mass);
    }
  }

  private void warmUp(BenchWorld world, TemporalIncidents incidents) throws Exception {
    progress.accept("Warming up");
    floor(world, 0, WARM_UP);
    mass(world, incidents, WARM_UP, 2 * WARM_UP);
    quiet(world, WARM_UP);
  }

  private double floor(BenchWorld world, int from, int to) throws Exception {
    progress.accept("Floor: " + (to - from) + " refused over plain JDBC");
    world.addUsers(from, to);
    try (LiveSessions live = LiveSessions.open(world.database(), from, to)) {
      return new ContainFloor(world.database()).seconds(live.users());
    }
  }

  private Mass mass(BenchWorld world, TemporalIncidents incidents, int from, int to)
      throws Exception {
    if (from == WARM_UP) {
      world.enrolFresh(from, to);
    }
    progress.accept("Opening " + (to - from) + " sessions");
    try (LiveSessions live = LiveSessions.open(world.database(), from, to)) {
      progress.accept("All of them leak");
      long start = System.nanoTime();
      IncidentId incident = declare(incidents, from, to);
      LiveSessions.Gone gone = live.awaitGone(start);
      await(() -> proven(world, incident) == to - from, "They were not proven refused");
      return new Mass(incident, gone, (System.nanoTime() - start) / 1e9);
    }
  }

  private static IncidentId declare(TemporalIncidents incidents, int from, int to) {
    List<SecretId> secrets = IntStream.range(from, to).mapToObj(BenchDatabase::secretOf).toList();
    IncidentDeclaration leaked =
        new IncidentDeclaration(secrets, "they leaked", Optional.empty(), Optional.empty());
    return new IncidentId(
        incidents.declare(UUID.randomUUID().toString(), leaked, "bench", Instant.now()).id());
  }

  /** How many credentials the ledger has a proof of, each for itself. */
  private static int proven(BenchWorld world, IncidentId incident) {
    return world
        .foundation()
        .ledger()
        .first(
            "SELECT count(DISTINCT secret)::int AS n FROM rekey.incident_entry,"
                + " jsonb_array_elements_text(entry->'secrets') AS secret"
                + " WHERE incident = ? AND entry->>'step' = 'PROVE' AND entry->>'kind' = 'STEP'",
            row -> row.number("n"),
            incident.value())
        .orElse(0);
  }

  private void campaign(BenchWorld world, int from) throws SQLException {
    if (settings.campaign() > 0) {
      progress.accept("Enrolling " + settings.campaign() + " for the campaign");
      world.enrolDue(from, from + settings.campaign());
      new Schedules(world.runtime().client()).sweepNow(UNBOUNDED);
      await(() -> world.rotatedAsDue() > 0, "The campaign did not begin");
    }
  }

  private Latencies signals(BenchWorld world, TemporalIncidents incidents, int from, int to)
      throws Exception {
    progress.accept("Signals about one credential each: " + (to - from));
    Latencies latencies = new Latencies();
    for (int number = from; number < to; number++) {
      long start = System.nanoTime();
      IncidentId incident = declare(incidents, number, number + 1);
      latencies.add(world.firstCalls().await(incident) - start);
    }
    return latencies;
  }

  /** Waits until so many were replaced since the beginning, so that nothing is under way. */
  private void quiet(BenchWorld world, int rotated) {
    progress.accept("Waiting until it is quiet");
    await(() -> world.rotated() >= rotated, "What was contained was not replaced");
  }

  private static void await(BooleanSupplier reached, String failure) {
    long start = System.nanoTime();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException(failure + " within ten minutes");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private ContainFigures figures(BenchWorld world, double floor, Latencies signals, Mass mass) {
    WorkflowExecutionInfo info = describe(world, mass.incident());
    LiveSessions.Gone gone = mass.gone();
    return new ContainFigures(
        settings.credentials(),
        round(floor),
        round(gone.refused()),
        round(gone.sessions()),
        round(mass.proven()),
        round(gone.sessions() / floor),
        round(signals.percentileMillis(99)),
        settings.signals(),
        settings.campaign(),
        settings.campaign() == 0 ? 0 : left(world),
        info.getHistoryLength(),
        info.getHistorySizeBytes(),
        world.server(),
        world.runtime().temporal().durable());
  }

  private long left(BenchWorld world) {
    return Math.max(0, settings.campaign() - world.rotatedAsDue());
  }

  private static WorkflowExecutionInfo describe(BenchWorld world, IncidentId incident) {
    var client = world.runtime().client();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(
                    WorkflowExecution.newBuilder().setWorkflowId(ResponseWorkflow.id(incident)))
                .build())
        .getWorkflowExecutionInfo();
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
