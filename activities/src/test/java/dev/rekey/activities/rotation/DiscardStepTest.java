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
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** F12: what the target refuses is put away, and another value takes its place. */
class DiscardStepTest {
  private final VersionId refused = new VersionId(UUID.randomUUID().toString());
  private final VersionId fresh = new VersionId(UUID.randomUUID().toString());

  static Stream<Arguments> every_kind_of_rotation() {
    return Stream.of(Credentials.alternating(), Credentials.single())
        .flatMap(
            spec ->
                Stream.of(RotationReason.SCHEDULED, RotationReason.COMPROMISED)
                    .flatMap(
                        reason ->
                            Stream.of(true, false).map(lost -> Arguments.of(spec, reason, lost))));
  }

  /** A refusal may hide an install whose answer was lost, where a value may not be used twice. */
  @ParameterizedTest
  @MethodSource("every_kind_of_rotation")
  void f12_a_fresh_value_follows_a_refused_one_and_nothing_is_left_of_that(
      PostgresUser spec, RotationReason reason, boolean installed) {
    World<InMemoryTarget> world = World.of(spec);
    Refusing target = new Refusing(installed);
    RotationDriver first = driver(world, target, refused, reason);
    if (reason == RotationReason.COMPROMISED) {
      first.call(RotationStep.REVOKE);
    }
    assertThatThrownBy(() -> first.call(RotationStep.CREATE))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.VALUE_REJECTED));
    target.refuses = false;
    first.call(RotationStep.DISCARD);
    first.call(RotationStep.DISCARD);
    goOn(world, driver(world, target, fresh, reason));
    first.call(RotationStep.DISCARD); // late, and of no effect
    assertThat(world.current()).isEqualTo(fresh);
    assertThat(world.accepts(fresh)).isTrue();
    assertThat(world.accepts(refused)).isFalse();
    assertThat(world.accepts(World.FIRST)).isFalse();
    assertThat(world.label(VersionStage.AWSPENDING)).isEmpty();
    assertThat(world.target().live()).isEqualTo(1);
    assertThat(world.log().find(refused).orElseThrow().ended()).isTrue();
  }

  @Test
  void an_end_of_which_nothing_is_told_changes_nothing() {
    World<InMemoryTarget> world = World.of(Credentials.alternating());
    RotationDriver rotation =
        driver(world, new Refusing(false).obliging(), fresh, RotationReason.SCHEDULED);
    rotation.call(RotationStep.CREATE);
    rotation.call(RotationStep.CONCLUDE);
    assertThat(world.log().find(fresh).orElseThrow().ended()).isFalse();
  }

  private static void goOn(World<InMemoryTarget> world, RotationDriver rotation) {
    for (RotationStep step : RotationStep.values()) {
      if (step.compareTo(RotationStep.REVOKE) <= 0) {
        assertThat(rotation.call(step)).isInstanceOf(StepResult.Done.class);
        world.consumerCatchesUp();
      }
    }
  }

  private static RotationDriver driver(
      World<InMemoryTarget> world, Refusing target, VersionId version, RotationReason reason) {
    return new RotationDriver(
        world.steps(target), world.spec(), version, reason, world::consumerCatchesUp);
  }

  /** A target that refuses values, before it installs them or after. */
  private static final class Refusing implements Striking.Fault {
    private final boolean afterwards;
    private boolean refuses = true;

    Refusing(boolean afterwards) {
      this.afterwards = afterwards;
    }

    Refusing obliging() {
      refuses = false;
      return this;
    }

    @Override
    public void before(String call) {
      refuse(call, !afterwards);
    }

    @Override
    public void after(String call) {
      refuse(call, afterwards);
    }

    private void refuse(String call, boolean now) {
      if (refuses && now && call.equals("ChoosingTarget.install")) {
        throw new StepFailedException(FailureCode.VALUE_REJECTED, "The value is refused");
      }
    }
  }
}
