package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An access log that shows reads late proves non-use only once it shows the whole time. */
class LateLogTest {
  private final World<InMemoryTarget> world = World.of(Credentials.alternating());
  private final Instant complete = world.clock().instant().plus(Duration.ofMinutes(15));
  private final RotationDriver driver =
      new RotationDriver(
          world.steps(Striking.NONE),
          world.spec(),
          new VersionId(UUID.randomUUID().toString()),
          RotationReason.SCHEDULED,
          () -> {});

  @Test
  void nobody_is_said_to_read_the_old_version_before_the_log_can_tell() {
    deployed();
    List<UserOfOld> late = List.of(new UserOfOld.LateLog(complete));
    assertThat(driver.call(RotationStep.VERIFY)).isEqualTo(new StepResult.Waiting(late));
    assertThat(driver.call(RotationStep.REVOKE)).isEqualTo(new StepResult.Waiting(late));
    assertThat(world.accepts(World.FIRST)).isTrue();
    world.jumpTo(complete);
    assertThat(driver.call(RotationStep.VERIFY)).isInstanceOf(StepResult.Done.class);
    assertThat(driver.call(RotationStep.REVOKE)).isInstanceOf(StepResult.Done.class);
    assertThat(world.accepts(World.FIRST)).isFalse();
  }

  private void deployed() {
    world.store().showReadsFrom(complete);
    driver.call(RotationStep.CREATE);
    driver.call(RotationStep.DEPLOY);
    world.consumerCatchesUp();
  }
}
