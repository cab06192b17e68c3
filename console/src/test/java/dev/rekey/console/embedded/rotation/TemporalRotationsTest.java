package dev.rekey.console.embedded.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.testing.Credentials;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.worker.Wire;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporalRotationsTest {
  private static final PostgresUser CREDENTIAL = Credentials.alternating();
  private static final SecretId SECRET = CREDENTIAL.secret();

  private final TestWorkflowEnvironment temporal = environment();
  private final TemporalRotations rotations =
      new TemporalRotations(
          temporal.getWorkflowClient(), () -> List.of(SECRET, new SecretId("never/rotated")));

  @BeforeEach
  void start() {
    temporal
        .newWorker(RotationWorkflow.TASK_QUEUE)
        .registerWorkflowImplementationTypes(ObedientRotation.class);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void a_second_order_joins_the_rotation_that_runs() {
    assertThat(rotations.start(due()).joined()).isFalse();
    assertThat(rotations.start(due()).joined()).isTrue();
  }

  @Test
  void what_runs_is_found_with_where_it_stands() {
    assertThat(rotations.running(EnumSet.allOf(RotationState.class), 9)).isEmpty();
    rotations.start(due());
    assertThat(rotations.running(EnumSet.allOf(RotationState.class), 9))
        .singleElement()
        .satisfies(
            running -> {
              assertThat(running.secret()).isEqualTo(SECRET);
              assertThat(running.progress().state()).isEqualTo(RotationState.BLOCKED);
            });
    assertThat(rotations.states()).containsOnlyKeys(SECRET);
    assertThat(rotations.reachable()).isTrue();
  }

  @Test
  void a_forced_rotation_ends_and_is_not_found_any_more() {
    rotations.start(due());
    rotations.force(SECRET, new Force("ann", "bob", "a zombie", Instant.EPOCH));
    await().until(() -> rotations.progress(SECRET).isEmpty());
  }

  @Test
  void what_the_rotation_declines_is_a_conflict_in_its_own_words() {
    rotations.start(due());
    assertThatThrownBy(() -> rotations.withdraw(SECRET, "ann", "no reason"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status().value()).isEqualTo(409);
              assertThat(refusal.detail()).endsWith("declines: there is no way back");
            });
  }

  @Test
  void orders_to_nobody_are_refused_and_signals_to_nobody_are_not() {
    assertThatThrownBy(() -> rotations.withdraw(SECRET, "ann", "no reason"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_ROTATING"));
    rotations.lookAgain(SECRET);
  }

  private static DueCredential due() {
    RotationRequest request =
        new RotationRequest(
            CREDENTIAL,
            RotationReason.REQUESTED,
            "ann",
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    return new DueCredential(request, Tier.HIGH, "ann@example.com", Instant.EPOCH);
  }

  private static TestWorkflowEnvironment environment() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());
    SearchAttributes.ALL.forEach(
        key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    return TestWorkflowEnvironment.newInstance(options.build());
  }
}
