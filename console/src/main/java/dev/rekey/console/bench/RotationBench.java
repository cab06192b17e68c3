package dev.rekey.console.bench;

import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.worker.Schedules;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Measures the floors, then rotations one at a time, then many due at once. */
final class RotationBench {
  private static final int CONNECTIONS = 200;
  private static final int ALONE = 100;
  private static final int WARM_UP = 40;
  private static final int EMPTY = 1_500;
  private static final int WARM_SWEEP = 1_000;
  private static final long LOOK_NANOS = 100_000_000;
  private static final SweepBudget UNBOUNDED = new SweepBudget(1_000, 100_000);

  private final BenchSettings settings;
  private final Path folder;
  private final Consumer<String> progress;

  RotationBench(BenchSettings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  RotationFigures run() throws Exception {
    progress.accept("Starting Rekey and a PostgreSQL to rotate in " + folder);
    try (BenchWorld world = new BenchWorld(folder, settings.ephemeral(), CONNECTIONS)) {
      Floors floors = floors(world);
      progress.accept("One at a time");
      world.enrolDue(0, ALONE + WARM_UP);
      Latencies alone = alone(world);
      int first = ALONE + WARM_UP + WARM_SWEEP;
      int second = first + settings.due();
      progress.accept("Warming up, as the floors were");
      dueAtOnce(world, ALONE + WARM_UP, first);
      double perSecond = settings.due() / dueAtOnce(world, first, second);
      long resident = ResidentMemory.megabytes();
      double sweep = dueAtOnce(world, second, second + settings.sweep());
      return figures(world, floors, alone, perSecond, resident, sweep);
    }
  }

  private record Floors(double jdbc1, double jdbc8, double noop) {
    double combined() {
      return 1 / (1 / jdbc8 + 1 / noop);
    }
  }

  private Floors floors(BenchWorld world) throws Exception {
    progress.accept("Floor 1: plain JDBC");
    JdbcFloor jdbc = new JdbcFloor(world.database());
    WorkflowClient client = world.runtime().client();
    jdbc.perSecond(8, 200); // warm, as the next one
    double one = jdbc.perSecond(1, 150);
    double eight = jdbc.perSecond(8, 800);
    progress.accept("Floor 2: empty workflows");
    new NoopFloor(client).perSecond(100);
    return new Floors(one, eight, new NoopFloor(client).perSecond(EMPTY));
  }

  private RotationFigures figures(
      BenchWorld world,
      Floors floors,
      Latencies alone,
      double perSecond,
      long resident,
      double sweep) {
    long[] history = history(world);
    return new RotationFigures(
        round(floors.jdbc1()),
        round(floors.jdbc8()),
        round(floors.noop()),
        round(perSecond),
        round(perSecond / floors.combined()),
        round(sweep),
        round(alone.percentileMillis(50)),
        round(alone.percentileMillis(99)),
        history[0],
        history[1],
        resident,
        ResidentMemory.megabytes(),
        world.functions().meanMillis(),
        settings.sweep(),
        world.server(),
        world.runtime().temporal().durable());
  }

  private static Latencies alone(BenchWorld world) {
    Rotations rotations = new Rotations(world.runtime().client());
    Latencies latencies = new Latencies();
    for (int i = 0; i < ALONE + WARM_UP; i++) {
      long start = System.nanoTime();
      Started started = rotations.start(request(world, i));
      world.runtime().client().newUntypedWorkflowStub(started.workflowId()).getResult(Object.class);
      if (i >= WARM_UP) {
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  private static DueCredential request(BenchWorld world, int number) {
    RotationPolicy policy = BenchWorld.policy();
    return new DueCredential(
        new RotationRequest(
            world.database().credential(number),
            RotationReason.REQUESTED,
            "bench",
            policy.drain(),
            policy.gateDeadline(),
            policy.stepDeadline()),
        Tier.MEDIUM,
        "bench",
        Instant.now());
  }

  /** The most events, and the most bytes, of the rotations that ran alone. */
  private static long[] history(BenchWorld world) {
    long events = 0;
    long bytes = 0;
    for (int i = 0; i < ALONE + WARM_UP; i++) {
      WorkflowExecutionInfo info = describe(world, i);
      events = Math.max(events, info.getHistoryLength());
      bytes = Math.max(bytes, info.getHistorySizeBytes());
    }
    return new long[] {events, bytes};
  }

  private static WorkflowExecutionInfo describe(BenchWorld world, int number) {
    WorkflowClient client = world.runtime().client();
    String secret = world.database().credential(number).secret().value();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(
                    WorkflowExecution.newBuilder().setWorkflowId(RotationWorkflow.id(secret)))
                .build())
        .getWorkflowExecutionInfo();
  }

  /** Seconds from the start of the sweep until the last one is proven refused. */
  private double dueAtOnce(BenchWorld world, int from, int to) throws Exception {
    progress.accept("Enrolling " + (to - from));
    world.enrolDue(from, to);
    long goal = world.rotated() + (to - from);
    progress.accept("Sweeping " + (to - from));
    long start = System.nanoTime();
    new Schedules(world.runtime().client()).sweepNow(UNBOUNDED);
    long told = start;
    for (long done = world.rotated(); done < goal; done = world.rotated()) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (System.nanoTime() - told > 10_000_000_000L) {
        told = System.nanoTime();
        progress.accept("  " + (goal - done) + " to go");
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
