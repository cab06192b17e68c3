package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.response.Runbooks;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepReport;
import dev.rekey.workflows.sweep.SweepWorkflow;
import dev.rekey.workflows.world.Requests;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sweeps on a server that knows neither schedules nor counting. */
class SweepTest {
  private static final int FLEET = 450; // three pages

  private final List<String> asked = new ArrayList<>();
  private final Map<String, AtomicInteger> rotated = new ConcurrentHashMap<>();
  private final AtomicInteger inventoryIsDown = new AtomicInteger();
  private TestWorkflowEnvironment temporal;
  private RekeyWorker worker;

  @BeforeEach
  void start() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    worker =
        RekeyWorker.start(
            temporal.getWorkflowClient(),
            this::answer,
            WorkerLimits.DEFAULT,
            kind -> Runbooks.everyStep());
  }

  @AfterEach
  void stop() {
    worker.kill();
    temporal.close();
  }

  @Test
  void everything_due_is_rotated_once_and_breaches_are_reported() {
    assertThat(sweep()).isEqualTo(new SweepReport(FLEET, 0, 0, 7));
    IntStream.range(0, FLEET)
        .forEach(i -> client().newUntypedWorkflowStub(id(i)).getResult(RotationOutcome.class));
    assertThat(rotated).hasSize(FLEET);
    assertThat(rotated.values()).allMatch(times -> times.get() == 1);
    assertThat(asked).containsExactly("", name(199), name(399));
  }

  @Test
  void what_was_rotated_in_a_first_sweep_is_left_alone_by_the_second() {
    sweep();
    IntStream.range(0, FLEET)
        .forEach(i -> client().newUntypedWorkflowStub(id(i)).getResult(RotationOutcome.class));
    assertThat(sweep()).isEqualTo(new SweepReport(0, 0, 0, 7));
  }

  @Test
  void an_inventory_that_is_down_for_a_while_is_asked_again() {
    inventoryIsDown.set(3);
    assertThat(sweep().started()).isEqualTo(FLEET);
  }

  @Test
  void a_server_without_schedules_says_so_and_our_own_timer_sweeps() {
    Schedules schedules = new Schedules(client());
    assertThat(schedules.sweepEvery(Duration.ofMinutes(1), SweepBudget.DEFAULT)).isFalse();
    String id = schedules.sweepNow(SweepBudget.DEFAULT);
    assertThat(client().newUntypedWorkflowStub(id).getResult(SweepReport.class).started())
        .isEqualTo(FLEET);
  }

  private SweepReport sweep() {
    String id = new Schedules(client()).sweepNow(new SweepBudget(1_000, 10_000));
    assertThat(id).isEqualTo(SweepWorkflow.ID);
    return client().newUntypedWorkflowStub(id).getResult(SweepReport.class);
  }

  private WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  private byte[] answer(String function, byte[] payload) {
    try {
      return Wire.mapper()
          .writeValueAsBytes(
              function.equals("rekey-inventory") ? inventory(payload) : rotation(payload));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  private StepResult rotation(byte[] payload) throws IOException {
    StepRequest request = Wire.mapper().readValue(payload, StepRequest.class);
    String secret = request.credential().secret().value();
    switch (request.step()) {
      case REVOKE -> rotated.computeIfAbsent(secret, s -> new AtomicInteger()).incrementAndGet();
      case CREATE, DEPLOY, VERIFY, WITHDRAW, DISCARD, CONCLUDE -> {}
    }
    return new StepResult.Done(List.of());
  }

  private InventoryReply inventory(byte[] payload) throws IOException {
    if (inventoryIsDown.getAndDecrement() > 0) {
      return new InventoryReply.Failed(FailureCode.LEDGER_UNAVAILABLE, "as planned");
    }
    return switch (Wire.mapper().readValue(payload, InventoryRequest.class)) {
      case InventoryRequest.RecordBreaches breaches -> new InventoryReply.BreachesRecorded(7, 2);
      case InventoryRequest.Unadvised certificates -> new InventoryReply.ToAsk(List.of());
      case InventoryRequest.Untold certificates -> new InventoryReply.ToTell(List.of());
      case InventoryRequest.Receive receive ->
          throw new IllegalArgumentException("no event was planned");
      case InventoryRequest.Due due -> page(due.limit(), due.after());
    };
  }

  private InventoryReply page(int limit, Optional<SecretId> after) {
    asked.add(after.map(SecretId::value).orElse(""));
    List<DueCredential> due =
        IntStream.range(0, FLEET)
            .mapToObj(SweepTest::name)
            .filter(name -> !rotated.containsKey(name))
            .filter(name -> after.isEmpty() || name.compareTo(after.get().value()) > 0)
            .map(SweepTest::due)
            .toList();
    return new InventoryReply.DuePage(
        due.subList(0, Math.min(limit, due.size())), due.size() > limit);
  }

  private static DueCredential due(String name) {
    return Requests.due(
        Requests.request(name, Requests.ALTERNATING, RotationReason.SCHEDULED, Duration.ZERO));
  }

  private static String name(int number) {
    return "fleet/%03d".formatted(number);
  }

  private static String id(int number) {
    return RotationWorkflow.id(name(number));
  }
}
