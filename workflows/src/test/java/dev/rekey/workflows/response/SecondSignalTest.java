package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opens the guard of a critical credential, and what does not. */
class SecondSignalTest {
  private static final IncidentId ID = new IncidentId("INC-0123456789AB");
  private static final String ORDERS = "orders/db";

  @AutoClose
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
              .build());

  private final ScriptedResponse world = new ScriptedResponse();
  private final Responses responses = new Responses(temporal.getWorkflowClient());

  @BeforeEach
  void guarded() {
    Worker worker = temporal.newWorker(ResponseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(ResponseWorkflowImpl.class);
    worker.registerActivitiesImplementations(world, world.ledger(), world.notices());
    Worker rotation = temporal.newWorker(RotationWorkflow.TASK_QUEUE);
    rotation.registerWorkflowImplementationTypes(RotationWorkflowImpl.class);
    rotation.registerActivitiesImplementations(new RotationActivitiesAdapter(new World()));
    temporal.start();
    assertThat(report("siem/1", "siem", ORDERS)).isTrue();
    temporal.sleep(Duration.ofMinutes(1));
    assertThat(asks()).isTrue();
  }

  @Test
  void the_same_source_again_does_not_open_it() {
    report("siem/2", "siem", ORDERS);
    temporal.sleep(Duration.ofMinutes(1));
    assertThat(asks()).isTrue();
    assertThat(world.contained()).isZero();
  }

  @Test
  void another_source_that_names_another_credential_does_not_open_it() {
    report("github/1", "github", "billing/db");
    temporal.sleep(Duration.ofMinutes(1));
    assertThat(asks()).isTrue();
    assertThat(world.contained()).isZero();
  }

  @Test
  void another_source_that_says_the_same_opens_it() {
    report("github/1", "github", ORDERS);
    temporal.sleep(Duration.ofMinutes(1));
    assertThat(asks()).isFalse();
    assertThat(world.contained()).isPositive();
  }

  private boolean asks() {
    return responses.of(ID).view().questions().stream()
        .anyMatch(one -> one.id().equals(Guarding.GUARD));
  }

  private boolean report(String signal, String source, String secret) {
    Instant now = Instant.ofEpochMilli(temporal.currentTimeMillis());
    DueCredential recovery =
        new DueCredential(
            Requests.request(
                secret, Requests.ALTERNATING, RotationReason.COMPROMISED, Duration.ZERO),
            Tier.CRITICAL,
            "erin",
            Instant.EPOCH);
    return responses.report(
        ID,
        new CompromiseReport(
            signal,
            new ReportSource.Detector(source),
            "leaked",
            Optional.empty(),
            now,
            List.of(new AtRisk(recovery, 9)),
            List.of(),
            Optional.empty()),
        Runbooks.everyStep());
  }
}
