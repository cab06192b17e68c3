package dev.rekey.console.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.TemporalConnection;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.worker.WorkerLimits;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On Temporal's server in this process too, a rotation goes on after its worker died. */
class DeadWorkerTest {
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final EphemeralTemporal temporal = EphemeralTemporal.start();
  private final WorkflowClient door = client();

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void in_the_first_task_of_a_rotation() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    RekeyWorker first =
        worker(
            (function, payload) -> {
              begun.countDown();
              return never();
            });
    start();
    begun.await();
    first.kill();
    assertTakenOver();
  }

  @Test
  void while_a_rotation_waits_for_a_timer() throws Exception {
    RekeyWorker first = worker(DeadWorkerTest::done);
    start();
    await().atMost(Duration.ofSeconds(20)).until(() -> happened("TIMER_STARTED"));
    first.kill();
    assertTakenOver();
  }

  @Test
  void in_a_step_that_is_tried_with_patience() throws Exception {
    RekeyWorker first = worker(DeadWorkerTest::lost);
    start();
    await().atMost(Duration.ofSeconds(20)).until(() -> happened("ACTIVITY_TASK_SCHEDULED"));
    first.kill();
    assertTakenOver();
  }

  private void assertTakenOver() throws Exception {
    RekeyWorker second = worker(DeadWorkerTest::done);
    try {
      RotationOutcome outcome =
          door.newUntypedWorkflowStub(id()).getResult(60, TimeUnit.SECONDS, RotationOutcome.class);
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
    } finally {
      second.kill();
    }
  }

  private boolean happened(String event) {
    return door.fetchHistory(id()).getEvents().stream()
        .anyMatch(one -> one.getEventType() == EventType.valueOf("EVENT_TYPE_" + event));
  }

  private void start() {
    RotationRequest request =
        new RotationRequest(
            Credentials.alternating(),
            RotationReason.SCHEDULED,
            "ann",
            DRAIN,
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    assertThat(
            new Rotations(door)
                .start(new DueCredential(request, Tier.HIGH, "ann", Instant.EPOCH))
                .joined())
        .isFalse();
  }

  private static String id() {
    return RotationWorkflow.id(Credentials.alternating().secret().value());
  }

  private RekeyWorker worker(FunctionInvoker functions) {
    return RekeyWorker.start(client(), functions, WorkerLimits.DEFAULT, Runbooks.load());
  }

  private WorkflowClient client() {
    return TemporalConnection.plain(temporal.address()).connect();
  }

  private static byte[] done(String function, byte[] payload) {
    try {
      return Wire.mapper().writeValueAsBytes(new StepResult.Done(List.of()));
    } catch (JsonProcessingException bug) {
      throw new AssertionError(bug);
    }
  }

  /** What deploys cannot be reached; everything else works. */
  private static byte[] lost(String function, byte[] payload) {
    try {
      if (Wire.mapper().readValue(payload, StepRequest.class).step() == RotationStep.DEPLOY) {
        throw FunctionLostException.unknown(function);
      }
      return done(function, payload);
    } catch (IOException bug) {
      throw new AssertionError(bug);
    }
  }

  private static byte[] never() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
    throw FunctionLostException.unknown("a dead worker's function");
  }
}
