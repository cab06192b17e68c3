package dev.rekey.console.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.inventory.Breaches;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.inventory.InventoryHandler;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.InventoryReply.BreachesRecorded;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepReport;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.Schedules;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.worker.WorkerLimits;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F20: everything of ours was down for days; the real inventory, on PostgreSQL, and the sweep. */
class OutageTest {
  private static final Instant BACK = Instant.parse("2026-11-23T03:00:00Z");
  private static final SweepBudget BUDGET = new SweepBudget(20, 1_000);

  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final InventoryHandler due = new InventoryHandler(database.ledger());
  private final LedgerRotationLog log =
      new LedgerRotationLog(database.ledger(), PolicyClock::nextDue);
  private final Queue<String> rotated = new ConcurrentLinkedQueue<>();
  private final List<String> started = new ArrayList<>();
  private Instant now = BACK;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void f20_after_days_of_outage_each_is_rotated_once_by_risk_within_the_budget() {
    enrolFleet();
    long before = System.nanoTime();
    assertThat(sweepAt(BACK)).isEqualTo(new SweepReport(10, 0, 0, 4));
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .as("ten starts, twenty a second")
        .isGreaterThan(Duration.ofMillis(440));
    assertThat(started)
        .containsExactly(
            "critical-3",
            "frozen-late",
            "critical-2",
            "critical-1",
            "high-3",
            "high-2",
            "high-1",
            "low-3",
            "low-2",
            "low-1");
    assertThat(rotated).containsExactlyInAnyOrderElementsOf(started);
    assertThat(new Breaches(database.ledger()).record(BACK.plusSeconds(60)))
        .as("breaches that the rotations ended")
        .isEqualTo(new BreachesRecorded(0, 0));
    assertThat(database.ledger().all("SELECT secret FROM rekey.breach", row -> row.text("secret")))
        .as("breaches told truthfully")
        .containsExactlyInAnyOrder("critical-3", "high-3", "low-3", "frozen-late");
  }

  @Test
  void f20_a_clock_that_jumps_an_hour_either_way_rotates_nothing_twice() {
    enrolFleet();
    sweepAt(BACK);
    assertThat(sweepAt(BACK.plus(Duration.ofHours(1)))).isEqualTo(new SweepReport(0, 0, 0, 0));
    assertThat(sweepAt(BACK.minus(Duration.ofHours(1)))).isEqualTo(new SweepReport(0, 0, 0, 0));
    assertThat(rotated).hasSize(10).doesNotHaveDuplicates();
  }

  /** Each tier fell due on three days of the outage; the third of each is past its maximum age. */
  private void enrolFleet() {
    for (Tier tier : List.of(Tier.LOW, Tier.CRITICAL, Tier.HIGH)) {
      String name = tier.name().toLowerCase(java.util.Locale.ROOT);
      enrol(name + "-1", tier, Optional.empty(), 88);
      enrol(name + "-2", tier, Optional.empty(), 89);
      enrol(name + "-3", tier, Optional.empty(), 92);
    }
    Freeze freeze =
        new Freeze(BACK.minus(Duration.ofDays(9)), BACK.plus(Duration.ofDays(9)), "peak season");
    enrol("frozen", Tier.CRITICAL, Optional.of(freeze), 80);
    enrol("frozen-late", Tier.CRITICAL, Optional.of(freeze), 91);
  }

  private void enrol(String name, Tier tier, Optional<Freeze> freeze, int daysAgo) {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    RotationPolicy policy =
        new RotationPolicy(
            usual.maxAge(),
            usual.schedule(),
            usual.zone(),
            usual.windows(),
            usual.jitter(),
            freeze.stream().toList(),
            Duration.ZERO,
            usual.gateDeadline(),
            usual.stepDeadline());
    Enrolments.enrol(
        inventory, Enrolments.record(name, tier, policy), BACK.minus(Duration.ofDays(daysAgo)));
  }

  private SweepReport sweepAt(Instant time) {
    now = time;
    try (TestWorkflowEnvironment temporal = temporal(time);
        RekeyWorker worker =
            RekeyWorker.start(
                temporal.getWorkflowClient(),
                this::answer,
                WorkerLimits.DEFAULT,
                Runbooks.load())) {
      WorkflowClient client = temporal.getWorkflowClient();
      SweepReport report =
          client
              .newUntypedWorkflowStub(new Schedules(client).sweepNow(BUDGET))
              .getResult(SweepReport.class);
      inventory.all().stream()
          .map(one -> RotationWorkflow.id(one.secret().value()))
          .filter(id -> report.started() > 0 && !id.equals(RotationWorkflow.id("frozen")))
          .peek(id -> client.newUntypedWorkflowStub(id).getResult(Object.class))
          .sorted(Comparator.comparing(id -> startOf(client, id)))
          .forEach(id -> started.add(id.substring("rotation/".length())));
      worker.kill();
      return report;
    }
  }

  private static Instant startOf(WorkflowClient client, String id) {
    return client.newUntypedWorkflowStub(id).describe().getStartTime();
  }

  private static TestWorkflowEnvironment temporal(Instant time) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setInitialTime(time)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    return TestWorkflowEnvironment.newInstance(options.build());
  }

  private byte[] answer(String function, byte[] payload) {
    try {
      if (function.equals("rekey-inventory")) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        due.handleRequest(new ByteArrayInputStream(payload), answer, null);
        return answer.toByteArray();
      }
      StepRequest request = Wire.mapper().readValue(payload, StepRequest.class);
      rotate(request);
      return Wire.mapper().writeValueAsBytes(new StepResult.Done(List.of()));
    } catch (IOException bug) {
      throw new AssertionError(bug);
    }
  }

  private void rotate(StepRequest request) {
    if (request.step() == RotationStep.CREATE) {
      log.begin(request, Enrolments.version());
    }
    if (request.step() == RotationStep.REVOKE) {
      log.rotated(request, now, List.of());
      rotated.add(request.credential().secret().value());
    }
  }
}
