package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A withdrawal that cannot end yet, since somebody still uses the new version. */
class WaitingWithdrawalTest {
  private static final RotationRequest ROUTINE = Requests.draining(Duration.ZERO);
  private static final Force FORCE = new Force("ada", "grace", "decommissioned", Instant.EPOCH);
  private static final Withdrawal BACK = new Withdrawal("ada", "wrong week");
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  @Test
  void a_withdrawal_waits_for_whom_it_cannot_tell_and_names_them_then_ends_when_they_are_back() {
    World world = new World().failing(VERIFY, refusal()).stuckOnNew(Requests.BILLING);
    try (Rig rig = WishesTest.blocked(world, ROUTINE)) {
      RotationProgress progress = rig.workflow(ROUTINE).progress();
      assertThat(progress.step()).isEqualTo(WITHDRAW);
      assertThat(progress.state()).isEqualTo(RotationState.BLOCKED);
      assertThat(progress.users()).containsExactly(Requests.BILLING);
      assertThat(world.current()).isEqualTo(World.OLD);
      world.goBack();
      rig.workflow(ROUTINE).lookAgain();
      assertThat(rig.outcome(ROUTINE)).isInstanceOf(RotationOutcome.Withdrawn.class);
      assertThat(world.accepted()).containsExactly(World.OLD);
    }
  }

  @Test
  void two_persons_end_a_withdrawal_that_waits() {
    World world = new World().failing(VERIFY, refusal()).stuckOnNew(Requests.BILLING);
    try (Rig rig = WishesTest.blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).force(FORCE);
      assertThat(rig.outcome(ROUTINE)).isInstanceOf(RotationOutcome.Withdrawn.class);
      assertThat(world.accepted()).containsExactly(World.OLD);
    }
  }

  @Test
  void leave_to_revoke_the_old_version_forces_no_withdrawal() {
    World world =
        new World()
            .failing(CREATE, Fault.refusal(FailureCode.TARGET_UNAVAILABLE))
            .stuckOnNew(Requests.BILLING);
    try (Rig rig = WishesTest.blocked(world, ROUTINE)) {
      rig.workflow(ROUTINE).force(FORCE);
      rig.workflow(ROUTINE).withdraw(BACK);
      rig.temporal().sleep(A_WHILE);
      assertThat(rig.workflow(ROUTINE).progress().state()).isEqualTo(RotationState.BLOCKED);
      assertThat(world.calls().getLast().force()).isEmpty();
    }
  }

  @Test
  void at_its_deadline_a_withdrawal_that_waits_is_left_unfinished_and_says_for_whom() {
    World world = new World().failing(VERIFY, refusal()).stuckOnNew(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(ROUTINE);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              unfinished -> {
                assertThat(unfinished.failedAt()).isEqualTo(WITHDRAW);
                assertThat(unfinished.code()).isEqualTo(FailureCode.GATE_DEADLINE);
                assertThat(unfinished.users()).containsExactly(Requests.BILLING);
                assertThat(unfinished.reason()).contains("billing", "it was to be withdrawn");
              });
      assertThat(world.current()).isEqualTo(World.OLD);
      assertThat(world.accepted()).containsExactlyInAnyOrder(World.OLD, outcome.version());
    }
  }

  private static Fault refusal() {
    return Fault.refusal(FailureCode.NEW_REJECTED);
  }
}
