package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.CrashAt;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.World;
import dev.rekey.model.rotation.RotationReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rotations of a key one after the other, under faults around every call of IAM, STS, the store and
 * the ledger, with IAM as inconsistent as it is.
 */
class KeyFaultsTest {
  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void keys_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed -> {
              World<KeysInMemory> world = new World<>(new KeysInMemory());
              FaultSchedules.survives(world, reason, seed);
              nothingIsLeft(world, "seed " + seed);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "true, SCHEDULED, 0", "false, SCHEDULED, 0", "true, COMPROMISED, 0", "false, COMPROMISED, 0",
    "true, SCHEDULED, 3", "false, SCHEDULED, 3", "true, COMPROMISED, 3", "false, COMPROMISED, 3"
  })
  void f2_a_crash_around_every_effect_leaves_one_working_key_and_no_orphan(
      boolean workerDies, RotationReason reason, int lag) {
    CrashSweeps.sweep(80, crash -> rotatedTwice(crash, workerDies, reason, lag));
  }

  /** The second rotation finds the place taken that the first one needed. */
  private static void rotatedTwice(
      CrashAt crash, boolean workerDies, RotationReason reason, int lag) {
    World<KeysInMemory> world = new World<>(new KeysInMemory());
    world.target().lagBy(lag);
    CrashSweeps.rotatesTwice(
        world, crash, workerDies, reason, () -> nothingIsLeft(world, crash.toString()));
  }

  /** One key works, the current one; at most one other is there, refused and ours. */
  private static void nothingIsLeft(World<KeysInMemory> world, String when) {
    assertThat(world.target().live()).as(when).isEqualTo(1);
    List<String> unknown = new ArrayList<>(world.target().iam().truth().keys().keySet());
    world.store().versions(world.spec().secret()).stream()
        .map(world::identity)
        .forEach(unknown::remove);
    assertThat(unknown).as("orphans, " + when).isEmpty();
    assertThat(world.target().iam().truth().keys()).as(when).hasSizeLessThanOrEqualTo(2);
  }
}
