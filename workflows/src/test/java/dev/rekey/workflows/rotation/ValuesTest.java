package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CONCLUDE;
import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.DISCARD;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F12: the target refuses the value that was made for it. */
class ValuesTest {
  private static final RotationRequest ROUTINE =
      Requests.request(Requests.ALTERNATING, RotationReason.SCHEDULED);
  private static final RotationRequest RESPONSE =
      Requests.request(Requests.ALTERNATING, RotationReason.COMPROMISED);

  @Test
  void f12_a_refused_value_is_put_away_and_a_fresh_one_is_tried_as_another_version() {
    World world = refusing(2);
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(ROUTINE);
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(world.steps())
          .containsExactly(CREATE, DISCARD, CREATE, DISCARD, CREATE, DEPLOY, VERIFY, REVOKE);
      assertThat(versions(world, CREATE)).doesNotHaveDuplicates().endsWith(outcome.version());
      assertThat(versions(world, DISCARD)).isEqualTo(versions(world, CREATE).subList(0, 2));
      assertThat(world.accepted()).containsExactly(outcome.version());
    }
  }

  @Test
  void f12_what_refuses_three_values_refuses_them_all() {
    World world = refusing(1_000);
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Withdrawn.class,
              withdrawn -> {
                assertThat(withdrawn.code()).isEqualTo(FailureCode.VALUE_REJECTED);
                assertThat(withdrawn.failedAt()).isEqualTo(CREATE);
                assertThat(withdrawn.reason()).isEqualTo("as planned (values tried: 3)");
              });
      assertThat(world.steps())
          .containsExactly(CREATE, DISCARD, CREATE, DISCARD, CREATE, WITHDRAW, CONCLUDE);
      assertThat(world.accepted()).containsExactly(World.OLD);
      assertThat(world.broken()).isEmpty();
    }
  }

  @Test
  void in_a_compromise_a_fresh_value_is_tried_too_and_nothing_is_restored() {
    World world = refusing(1);
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(RESPONSE);
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(world.steps())
          .containsExactly(REVOKE, CREATE, DISCARD, CREATE, DEPLOY, VERIFY, REVOKE)
          .doesNotContain(WITHDRAW);
      assertThat(world.accepted()).containsExactly(outcome.version());
    }
  }

  @Test
  void a_value_that_cannot_be_put_away_is_not_followed_by_another() {
    World world = refusing(1_000).failing(DISCARD, Fault.refusal(FailureCode.PERMISSION_DENIED));
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Withdrawn.class,
              withdrawn -> assertThat(withdrawn.code()).isEqualTo(FailureCode.VALUE_REJECTED));
      assertThat(world.steps()).containsExactly(CREATE, DISCARD, WITHDRAW, CONCLUDE);
    }
  }

  private static World refusing(int values) {
    return new World().failing(CREATE, Fault.refusal(FailureCode.VALUE_REJECTED), values);
  }

  private static List<VersionId> versions(World world, RotationStep step) {
    return world.calls().stream()
        .filter(call -> call.step() == step)
        .map(StepRequest::version)
        .toList();
  }
}
