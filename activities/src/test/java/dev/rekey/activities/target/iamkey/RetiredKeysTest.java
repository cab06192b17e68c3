package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.CrashAt;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retired key is kept for its time, and deleted by the next rotation after that. */
class RetiredKeysTest {
  private final World<KeysInMemory> world = new World<>(new KeysInMemory(IamAccessKey.KEEP));

  @Test
  void the_next_rotation_waits_for_the_retention_and_goes_by_itself_after_it() {
    String first = world.identity(World.FIRST);
    assertThat(rotation(world, 1, RotationReason.SCHEDULED).run()).isEmpty();
    pass(world, IamAccessKey.KEEP.minus(Duration.ofHours(1)));
    assertThat(rotation(world, 2, RotationReason.SCHEDULED).run())
        .contains(FailureCode.QUOTA_REACHED);
    assertThat(world.target().iam().truth().keys()).containsKey(first).hasSize(2);
    pass(world, Duration.ofHours(2));
    assertThat(rotation(world, 3, RotationReason.SCHEDULED).run()).isEmpty();
    assertThat(world.target().iam().truth().keys()).doesNotContainKey(first).hasSize(2);
  }

  @Test
  void a_response_waits_for_no_retention() {
    assertThat(rotation(world, 1, RotationReason.SCHEDULED).run()).isEmpty();
    assertThat(rotation(world, 2, RotationReason.COMPROMISED).run()).isEmpty();
    assertThat(world.current()).isEqualTo(version(2));
  }

  @Test
  void the_key_of_a_rotation_that_was_withdrawn_holds_nobody_back() {
    RotationDriver withdrawn = rotation(world, 1, RotationReason.SCHEDULED);
    withdrawn.call(RotationStep.CREATE);
    withdrawn.call(RotationStep.WITHDRAW);
    assertThat(rotation(world, 2, RotationReason.SCHEDULED).run()).isEmpty();
    assertThat(world.target().iam().truth().keys())
        .containsOnlyKeys(world.identity(World.FIRST), world.identity(version(2)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void f2_a_crash_around_the_deletion_leaves_it_done_once_and_told(boolean workerDies) {
    CrashSweeps.sweep(40, crash -> deletes(crash, workerDies));
  }

  private static void deletes(CrashAt crash, boolean workerDies) {
    World<KeysInMemory> world = new World<>(new KeysInMemory(IamAccessKey.KEEP));
    String first = world.identity(World.FIRST);
    assertThat(rotation(world, 1, RotationReason.SCHEDULED).run()).isEmpty();
    pass(world, IamAccessKey.KEEP.plus(Duration.ofDays(1)));
    RotationDriver driver = rotation(world, 2, RotationReason.SCHEDULED, crash);
    assertThat((workerDies ? driver : driver.functionsDieAlone()).run()).isEmpty();
    assertThat(world.target().iam().truth().keys())
        .as(crash.toString())
        .containsOnlyKeys(world.identity(version(1)), world.identity(version(2)));
    assertThat(world.log().created(version(2)))
        .as(crash.toString())
        .extracting(Fact::what)
        .filteredOn(what -> what.startsWith("key " + first + " deleted: retired "))
        .hasSize(1);
  }

  private static RotationDriver rotation(
      World<KeysInMemory> world, int number, RotationReason reason) {
    return rotation(world, number, reason, Striking.NONE);
  }

  private static RotationDriver rotation(
      World<KeysInMemory> world, int number, RotationReason reason, Striking.Fault fault) {
    return new RotationDriver(
        world.steps(fault), world.spec(), version(number), reason, world::consumerCatchesUp);
  }

  private static VersionId version(int number) {
    return new VersionId(new UUID(number, 7).toString());
  }

  /** IAM's time and ours pass together. */
  private static void pass(World<KeysInMemory> world, Duration time) {
    world.jumpTo(world.clock().instant().plus(time));
    world.target().iam().pass(time);
  }
}
