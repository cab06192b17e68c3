package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CONCLUDE;
import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.DISCARD;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConclusionTest {
  private static final RotationRequest ROUTINE = Requests.draining(Duration.ZERO);
  private static final RotationRequest RESPONSE =
      Requests.request(Requests.ALTERNATING, RotationReason.COMPROMISED);
  private static final Duration A_RESPONSE_WAITS = Duration.ofSeconds(30);
  private static final Fault REFUSED = Fault.refusal(FailureCode.PERMISSION_DENIED);
  private static final Fault AWAY = Fault.refusal(FailureCode.LEDGER_UNAVAILABLE);

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "DEPLOY", "VERIFY", "REVOKE"})
  void the_ledger_hears_how_and_why_a_rotation_ended(RotationStep step) {
    World world = new World().failing(step, REFUSED);
    try (Rig rig = new Rig(world)) {
      assertThat(world.told()).isEmpty();
      RotationOutcome outcome = rig.rotate(ROUTINE);
      assertThat(world.told()).containsExactly(outcome);
      assertThat(world.steps()).endsWith(CONCLUDE);
    }
  }

  @Test
  void the_ledger_hears_who_is_in_the_way_when_people_must_decide() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(ROUTINE)).isInstanceOf(RotationOutcome.Unfinished.class);
      assertThat(world.told())
          .singleElement()
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              left -> assertThat(left.reason()).contains("billing"));
      assertThat(rig.state(ROUTINE)).as("nothing runs that could be blocked").isEqualTo("RUNNING");
    }
  }

  @Test
  void a_rotation_that_reached_its_goal_tells_nothing_more() {
    World world = new World();
    try (Rig rig = new Rig(world)) {
      rig.rotate(ROUTINE);
      rig.rotate(RESPONSE);
      assertThat(world.steps()).doesNotContain(CONCLUDE);
    }
  }

  @Test
  void a_ledger_that_is_away_is_waited_for_and_people_see_that() {
    World world = new World().failing(DEPLOY, REFUSED).failing(CONCLUDE, AWAY, 500);
    try (Rig rig = new Rig(world)) {
      rig.rotations().start(Requests.due(ROUTINE));
      rig.temporal().sleep(Duration.ofHours(1));
      RotationProgress progress =
          rig.rotations().progress(ROUTINE.credential().secret()).orElseThrow();
      assertThat(progress.state()).isEqualTo(RotationState.STUCK);
      assertThat(progress.failure().orElseThrow().code()).isEqualTo(FailureCode.LEDGER_UNAVAILABLE);
      assertThat(progress.goingBack().orElseThrow().code())
          .isEqualTo(FailureCode.PERMISSION_DENIED);
      assertThatThrownBy(() -> rig.workflow(ROUTINE).withdraw(new Withdrawal("ada", "late")))
          .isInstanceOf(WorkflowUpdateException.class)
          .hasStackTraceContaining("only the ledger is to hear of it");
      RotationOutcome outcome = rig.outcome(ROUTINE);
      assertThat(outcome).isInstanceOf(RotationOutcome.Withdrawn.class);
      assertThat(world.told()).containsExactly(outcome);
      assertThat(rig.state(ROUTINE)).isEqualTo("RUNNING");
    }
  }

  @Test
  void a_ledger_that_never_comes_back_does_not_change_how_it_ended() {
    World world = new World().failing(REVOKE, REFUSED).failing(CONCLUDE, AWAY);
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              left -> assertThat(left.code()).isEqualTo(FailureCode.PERMISSION_DENIED));
      assertThat(world.told()).isEmpty();
      assertThat(rig.temporal().currentTimeMillis())
          .as("it was waited for")
          .isGreaterThan(rig.started(ROUTINE).plus(Duration.ofDays(6)).toEpochMilli());
    }
  }

  /** Else a worker that takes over runs them again, and each is done at once for what is over. */
  @ParameterizedTest
  @EnumSource(names = {"WITHDRAW", "DISCARD", "CONCLUDE"})
  void what_ends_a_version_runs_only_when_the_history_has_the_steps_before_it(RotationStep ending) {
    FailureCode refusal =
        ending == DISCARD ? FailureCode.VALUE_REJECTED : FailureCode.PERMISSION_DENIED;
    World world = new World().failing(ending == CONCLUDE ? REVOKE : CREATE, Fault.refusal(refusal));
    AtomicInteger known = new AtomicInteger();
    try (Rig rig = new Rig(world)) {
      world.before(ending, () -> known.compareAndSet(0, rig.markers()));
      rig.rotate(ROUTINE);
      assertThat(known.get()).isEqualTo(ending == CONCLUDE ? 4 : 1);
    }
  }

  @Test
  void a_response_does_not_wait_for_a_ledger_that_is_away() {
    World world = new World().usedBy(Requests.BILLING).failing(CONCLUDE, AWAY);
    try (Rig rig = new Rig(world)) {
      Started routine = rig.rotations().start(Requests.due(ROUTINE));
      rig.temporal().sleep(Duration.ofSeconds(5));
      Instant asked = Instant.ofEpochMilli(rig.temporal().currentTimeMillis());
      Started response = rig.rotations().start(Requests.due(RESPONSE));
      assertThat(response.joined()).isFalse();
      assertThat(rig.closed(routine)).isBefore(asked.plus(A_RESPONSE_WAITS));
      assertThat(response.runId()).isNotEqualTo(routine.runId());
      assertThat(rig.outcome(RESPONSE)).isInstanceOf(RotationOutcome.Rotated.class);
    }
  }

  @Test
  void a_response_does_not_wait_for_a_rotation_that_is_waiting_for_the_ledger() {
    World world = new World().failing(REVOKE, REFUSED, 1).failing(CONCLUDE, AWAY);
    try (Rig rig = new Rig(world)) {
      Started routine = rig.rotations().start(Requests.due(ROUTINE));
      rig.temporal().sleep(Duration.ofMinutes(10));
      Instant asked = Instant.ofEpochMilli(rig.temporal().currentTimeMillis());
      assertThat(rig.rotations().start(Requests.due(RESPONSE)).joined()).isFalse();
      assertThat(rig.closed(routine)).isBefore(asked.plus(A_RESPONSE_WAITS));
      assertThat(rig.outcome(RESPONSE)).isInstanceOf(RotationOutcome.Rotated.class);
    }
  }
}
