package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An incident takes the credential while a rotation is under way, at whatever step it is. */
class HeldCredentialTest {
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final List<RotationStep> WAY =
      List.of(RotationStep.CREATE, RotationStep.DEPLOY, RotationStep.VERIFY, RotationStep.REVOKE);

  private final World<InMemoryTarget> world = World.of(Credentials.alternating());

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void a_routine_step_changes_nothing_any_more(int done) {
    RotationDriver routine = driver(NEXT, RotationReason.SCHEDULED);
    WAY.subList(0, done).forEach(routine::call);
    world.consumerCatchesUp();
    VersionId current = world.current();
    boolean old = world.accepts(World.FIRST);
    world.log().hold();
    for (RotationStep step : WAY) {
      assertThatThrownBy(() -> routine.call(step))
          .as("%s", step)
          .isInstanceOfSatisfying(
              StepFailedException.class,
              refused -> assertThat(refused.code()).isEqualTo(FailureCode.UNDER_RESPONSE));
    }
    assertThat(world.current()).isEqualTo(current);
    assertThat(world.accepts(World.FIRST)).isEqualTo(old);
    assertThat(world.label(VersionStage.AWSPENDING).isPresent()).isEqualTo(done == 1);
  }

  @Test
  void the_rotation_of_the_response_goes_all_the_way_and_tidies_up() {
    driver(NEXT, RotationReason.SCHEDULED).call(RotationStep.CREATE);
    world.log().hold();
    VersionId third = new VersionId("00000000-0000-0000-0000-000000000003");
    assertThat(driver(third, RotationReason.COMPROMISED).run()).isEmpty();
    assertThat(world.current()).isEqualTo(third);
    assertThat(world.label(VersionStage.AWSPENDING)).isEmpty();
    assertThat(world.target().live()).isEqualTo(1);
  }

  @Test
  void what_replaces_an_exposed_one_before_it_dies_is_no_routine() {
    world.log().hold();
    assertThat(driver(NEXT, RotationReason.EXPOSED).call(RotationStep.CREATE))
        .isInstanceOf(StepResult.Done.class);
  }

  private RotationDriver driver(VersionId version, RotationReason reason) {
    return new RotationDriver(
        world.steps(Striking.NONE), world.spec(), version, reason, world::consumerCatchesUp);
  }
}
