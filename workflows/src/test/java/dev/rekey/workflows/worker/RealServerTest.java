package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.response.Runbooks;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.TemporalBinary;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** On the real server, killed with -9. Needs the {@code temporal} command on the path. */
@EnabledIf(
    value = "dev.rekey.workflows.world.TemporalBinary#available",
    disabledReason = "there is no temporal command on the path")
class RealServerTest {
  /** As the documentation has it. */
  private static final String STUCK = "RekeyState IN ('STUCK', 'BLOCKED')";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();
  private final Set<VersionId> versions = ConcurrentHashMap.newKeySet();

  private TemporalBinary server;
  private WorkflowClient client;
  private RekeyWorker worker;

  @BeforeEach
  void start_server_and_worker() throws IOException {
    server = new TemporalBinary(folder.resolve("temporal.db"));
    client = server.connect();
    worker =
        RekeyWorker.start(client, this::step, WorkerLimits.DEFAULT, kind -> Runbooks.everyStep());
  }

  @AfterEach
  void stop_them() {
    worker.kill();
    client.getWorkflowServiceStubs().shutdownNow();
    server.close();
  }

  @Test
  void acknowledged_rotations_survive_a_kill_of_the_server_and_of_the_worker() throws Exception {
    broken.add("all");
    IntStream.range(0, 20).forEach(i -> start("db" + i));
    Awaitility.await().atMost(PATIENCE).until(() -> versions.size() == 20);
    worker.kill();
    client.getWorkflowServiceStubs().shutdownNow();
    server.killAndRestart();
    broken.clear();
    client = server.connect();
    worker =
        RekeyWorker.start(client, this::step, WorkerLimits.DEFAULT, kind -> Runbooks.everyStep());
    assertThat(IntStream.range(0, 20).mapToObj(i -> outcome("db" + i)))
        .allMatch(outcome -> outcome instanceof RotationOutcome.Rotated)
        .allMatch(outcome -> versions.contains(outcome.version()));
    assertThat(versions).as("nothing was rotated twice").hasSize(20);
  }

  @Test
  void one_query_finds_the_rotations_that_are_stuck() {
    broken.add("orders/broken");
    blocked.add("orders/used");
    List.of("orders/broken", "orders/used", "orders/fine").forEach(this::start);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(client.listExecutions(STUCK))
                    .extracting(found -> found.getExecution().getWorkflowId())
                    .containsExactlyInAnyOrder("rotation/orders/broken", "rotation/orders/used"));
    broken.clear();
    blocked.clear();
    outcome("orders/broken");
    outcome("orders/used");
    Awaitility.await().atMost(PATIENCE).until(() -> client.countWorkflows(STUCK).getCount() == 0);
  }

  @Test
  void what_a_stuck_rotation_met_last_is_known_to_the_server() {
    broken.add("orders/broken");
    start("orders/broken");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        new Rotations(client)
                            .progress(new SecretId("orders/broken"))
                            .flatMap(RotationProgress::failure))
                    .hasValueSatisfying(
                        failure -> {
                          assertThat(failure.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
                          assertThat(failure.reason()).isEqualTo("as planned");
                          assertThat(failure.attempts()).isGreaterThan(2);
                          assertThat(failure.at()).isAfter(failure.since());
                        }));
  }

  @Test
  void the_schedule_sweeps_and_is_brought_up_to_date() {
    Schedules schedules = new Schedules(client);
    assertThat(schedules.sweepEvery(Duration.ofDays(1), SweepBudget.DEFAULT)).isTrue();
    assertThat(schedules.sweepEvery(Duration.ofSeconds(1), SweepBudget.DEFAULT)).isTrue();
    Awaitility.await().atMost(PATIENCE).until(() -> versions.size() == 1);
    assertThat(outcome("orders/due")).isInstanceOf(RotationOutcome.Rotated.class);
  }

  private byte[] step(String function, byte[] payload) {
    try {
      return Wire.mapper()
          .writeValueAsBytes(
              function.equals("rekey-inventory") ? inventory(payload) : rotation(payload));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  private InventoryReply inventory(byte[] payload) throws IOException {
    return switch (Wire.mapper().readValue(payload, InventoryRequest.class)) {
      case InventoryRequest.RecordBreaches breaches -> new InventoryReply.BreachesRecorded(0, 0);
      case InventoryRequest.Unadvised certificates -> new InventoryReply.ToAsk(List.of());
      case InventoryRequest.Untold certificates -> new InventoryReply.ToTell(List.of());
      case InventoryRequest.Receive receive ->
          throw new IllegalArgumentException("no event was planned");
      case InventoryRequest.Due due ->
          new InventoryReply.DuePage(
              versions.isEmpty() ? List.of(due("orders/due")) : List.of(), false);
    };
  }

  private StepResult rotation(byte[] payload) throws IOException {
    StepRequest request = Wire.mapper().readValue(payload, StepRequest.class);
    versions.add(request.version());
    if (request.step() == RotationStep.VERIFY
        && blocked.contains(request.credential().secret().value())) {
      return new StepResult.Waiting(List.of(Requests.BILLING));
    }
    return broken.contains("all") || broken.contains(request.credential().secret().value())
        ? new StepResult.Failed(FailureCode.TARGET_UNAVAILABLE, "as planned")
        : new StepResult.Done(List.of());
  }

  private static DueCredential due(String secret) {
    return Requests.due(
        Requests.request(secret, Requests.ALTERNATING, RotationReason.SCHEDULED, Duration.ZERO));
  }

  private void start(String secret) {
    new Rotations(client).start(due(secret));
  }

  private RotationOutcome outcome(String secret) {
    return client.newUntypedWorkflowStub("rotation/" + secret).getResult(RotationOutcome.class);
  }
}
