package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CONCLUDE;
import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final RotationRequest ROUTINE = Requests.draining(Duration.ZERO);
  private static final RotationRequest SINGLE =
      Requests.request(Requests.SINGLE, RotationReason.SCHEDULED);
  private static final Force FORCE = new Force("ada", "grace", "decommissioned", Instant.EPOCH);
  private static final Withdrawal BACK = new Withdrawal("ada", "wrong week");
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  @Test
  void two_persons_open_the_gate_and_revoke_hears_of_it() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).force(FORCE);
      RotationOutcome outcome = rig.outcome(ROUTINE);
      assertThat(world.accepted()).containsExactly(outcome.version());
      assertThat(world.calls().getLast().force()).contains(FORCE);
    }
  }

  @Test
  void one_person_in_two_roles_does_not_open_the_gate() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = blocked(world, ROUTINE)) {
      Map<String, String> alone =
          Map.of(
              "requestedBy",
              "ada",
              "approvedBy",
              "Ada",
              "reason",
              "x",
              "at",
              "2026-01-01T00:00:00Z");
      assertThatThrownBy(() -> rig.stub(ROUTINE).update("force", Void.class, alone))
          .isInstanceOf(WorkflowUpdateException.class);
      rig.temporal().sleep(A_WHILE);
      assertThat(rig.workflow(ROUTINE).progress().state()).isEqualTo(RotationState.BLOCKED);
      assertThat(world.accepted()).contains(World.OLD);
    }
  }

  @Test
  void nobody_becomes_a_second_person_for_the_occasion() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = blocked(world, ROUTINE)) {
      Instant late = Instant.now().plus(Duration.ofDays(1));
      Force force = new Force("ada", "grace", "gone", late, Optional.of(late));
      assertThatThrownBy(() -> rig.workflow(ROUTINE).force(force))
          .isInstanceOf(WorkflowUpdateException.class)
          .hasStackTraceContaining("must have counted as persons when it began");
      assertThat(world.accepted()).contains(World.OLD);
    }
  }

  @Test
  void whoever_asks_in_time_gets_the_old_version_back() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).withdraw(BACK);
      assertThat(rig.outcome(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Withdrawn.class,
              withdrawn -> {
                assertThat(withdrawn.code()).isEqualTo(FailureCode.WITHDRAWN_ON_REQUEST);
                assertThat(withdrawn.reason()).contains("ada", "wrong week");
              });
      assertThat(world.accepted()).containsExactly(World.OLD);
    }
  }

  @Test
  void a_wish_to_go_back_ends_the_waiting_for_a_step_that_is_stuck() {
    World world = new World().failing(CREATE, Fault.refusal(FailureCode.TARGET_UNAVAILABLE));
    try (Rig rig = blocked(world, ROUTINE)) {
      assertThat(rig.state(ROUTINE)).isEqualTo("STUCK");
      rig.workflow(ROUTINE).withdraw(BACK);
      assertThat(rig.outcome(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Withdrawn.class,
              withdrawn ->
                  assertThat(withdrawn.code()).isEqualTo(FailureCode.WITHDRAWN_ON_REQUEST));
    }
  }

  @Test
  void past_the_point_of_no_return_nobody_gets_it_back() {
    World world = new World().failing(REVOKE, Fault.refusal(FailureCode.STILL_ACCEPTED), 20);
    try (Rig rig = blocked(world, ROUTINE)) {
      assertThatThrownBy(() -> rig.workflow(ROUTINE).withdraw(BACK))
          .isInstanceOf(WorkflowUpdateException.class)
          .hasStackTraceContaining("point of no return");
      assertThat(rig.outcome(ROUTINE)).isInstanceOf(RotationOutcome.Rotated.class);
    }
  }

  @Test
  void a_cancelled_workflow_goes_back_instead_of_just_stopping() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = blocked(world, ROUTINE)) {
      rig.stub(ROUTINE).cancel();
      assertThatThrownBy(() -> rig.outcome(ROUTINE)).hasRootCauseInstanceOf(CanceledFailure.class);
      assertThat(world.accepted()).containsExactly(World.OLD);
    }
  }

  @Test
  void a_response_takes_over_what_was_deployed_and_restores_nothing() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).supersede("incident 7");
      RotationOutcome outcome = rig.outcome(ROUTINE);
      assertThat(outcome)
          .isEqualTo(new RotationOutcome.Superseded(outcome.version(), "incident 7"));
      assertThat(world.steps()).doesNotContain(WITHDRAW);
      assertThat(world.current()).isEqualTo(outcome.version());
    }
  }

  @Test
  void a_response_finds_no_candidate_of_which_nobody_was_told() {
    World world = new World().failing(CREATE, Fault.refusal(FailureCode.REPLICA_BEHIND));
    try (Rig rig = blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).supersede("incident 7");
      assertThat(rig.outcome(ROUTINE)).isInstanceOf(RotationOutcome.Superseded.class);
      assertThat(world.steps()).endsWith(WITHDRAW, CONCLUDE);
      assertThat(world.accepted()).containsExactly(World.OLD);
    }
  }

  @Test
  void with_one_user_a_response_takes_over_whatever_is_there() {
    World world = new World().failing(CREATE, Fault.refusal(FailureCode.REPLICA_BEHIND));
    try (Rig rig = blocked(world, SINGLE)) {
      rig.workflow(SINGLE).supersede("incident 7");
      assertThat(rig.outcome(SINGLE)).isInstanceOf(RotationOutcome.Superseded.class);
      assertThat(world.steps()).doesNotContain(WITHDRAW);
    }
  }

  @Test
  void past_the_point_of_no_return_a_response_opens_the_gate() {
    World world = new World();
    AtomicInteger tries = new AtomicInteger();
    world.before(
        REVOKE,
        () -> {
          if (tries.incrementAndGet() == 1) {
            world.usedBy(Requests.BILLING);
          }
        });
    try (Rig rig = blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).supersede("incident 7");
      RotationOutcome outcome = rig.outcome(ROUTINE);
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(world.calls().getLast())
          .extracting(StepRequest::step, StepRequest::reason)
          .containsExactly(REVOKE, RotationReason.COMPROMISED);
      assertThat(world.accepted()).containsExactly(outcome.version());
    }
  }

  /** A rotation that was started a while ago. */
  static Rig blocked(World world, RotationRequest request) {
    Rig rig = new Rig(world);
    rig.rotations().start(Requests.due(request));
    rig.temporal().sleep(A_WHILE);
    return rig;
  }
}
