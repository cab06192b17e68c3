package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F19: a key leaks, at the worst moments. */
class KeyCompromiseTest {
  private static final VersionId ROUTINE = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final VersionId RESPONSE = new VersionId("00000000-0000-0000-0000-000000000003");

  private final World<KeysInMemory> world = new World<>(new KeysInMemory());

  @Test
  void f19_a_compromise_in_the_middle_of_a_routine_rotation_leaves_one_fresh_key_alone() {
    RotationDriver routine = driver(ROUTINE, RotationReason.SCHEDULED);
    routine.call(RotationStep.CREATE);
    routine.call(RotationStep.DEPLOY);
    assertThat(driver(RESPONSE, RotationReason.COMPROMISED).run()).isEmpty();
    assertThat(world.current()).isEqualTo(RESPONSE);
    assertThat(working()).containsExactly(world.identity(RESPONSE));
    assertThat(world.accepts(World.FIRST)).isFalse();
    assertThat(world.accepts(ROUTINE)).isFalse();
  }

  @Test
  void f19_an_attackers_second_key_is_refused_kept_to_be_looked_at_and_does_not_stop_us() {
    Login attackers = world.target().iam().make(world.target().spec().user());
    world.target().iam().use(attackers.identity(), "ec2");
    world.target().iam().pass(Duration.ofHours(2));
    assertThat(driver(RESPONSE, RotationReason.COMPROMISED).run()).isEmpty();
    assertThat(working()).containsExactly(world.identity(RESPONSE));
    assertThat(world.target().iam().truth().keys())
        .containsOnlyKeys(attackers.identity(), world.identity(RESPONSE));
  }

  @Test
  void f19_a_pending_key_that_leaked_before_it_was_deployed_is_refused_too() {
    RotationDriver routine = driver(ROUTINE, RotationReason.SCHEDULED);
    routine.call(RotationStep.CREATE);
    world.target().iam().use(world.identity(ROUTINE), "ec2");
    assertThat(driver(RESPONSE, RotationReason.COMPROMISED).run()).isEmpty();
    assertThat(working()).containsExactly(world.identity(RESPONSE));
  }

  @Test
  void the_ids_of_both_keys_are_known_as_soon_as_the_new_one_is_made() {
    driver(ROUTINE, RotationReason.SCHEDULED).call(RotationStep.CREATE);
    assertThat(world.log().keys())
        .containsExactlyInAnyOrder(world.identity(World.FIRST), world.identity(ROUTINE));
  }

  private List<String> working() {
    return world.target().iam().truth().keys().entrySet().stream()
        .filter(key -> key.getValue().active())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private RotationDriver driver(VersionId version, RotationReason reason) {
    Striking.Fault none =
        new Striking.Fault() {
          @Override
          public void before(String call) {}

          @Override
          public void after(String call) {}
        };
    return new RotationDriver(
        world.steps(none), world.spec(), version, reason, world::consumerCatchesUp);
  }
}
