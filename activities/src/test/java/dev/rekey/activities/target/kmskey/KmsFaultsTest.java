package dev.rekey.activities.target.kmskey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.CrashAt;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.World;
import dev.rekey.model.rotation.RotationReason;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotations of keys under faults around every call of the account, store and ledger. */
class KmsFaultsTest {
  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void keys_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed -> {
              World<KeyInMemory> world = new World<>(new KeyInMemory());
              FaultSchedules.survives(world, reason, seed);
              underTheCurrentKey(world, "seed " + seed);
            });
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, SCHEDULED", "true, COMPROMISED", "false, COMPROMISED"})
  void a_crash_around_every_effect_leaves_one_working_key_and_everything_under_it(
      boolean workerDies, RotationReason reason) {
    CrashSweeps.sweep(80, crash -> rotatedTwice(crash, workerDies, reason));
  }

  private static void rotatedTwice(CrashAt crash, boolean workerDies, RotationReason reason) {
    World<KeyInMemory> world = new World<>(new KeyInMemory());
    CrashSweeps.rotatesTwice(
        world, crash, workerDies, reason, () -> underTheCurrentKey(world, crash.toString()));
  }

  /** The secret can be read, with the key that the alias stands for. */
  private static void underTheCurrentKey(World<KeyInMemory> world, String when) {
    InMemoryKeyAccount account = world.target().account();
    String current = world.identity(world.current());
    assertThat(account.behind(world.target().spec())).as("alias, " + when).isEqualTo(current);
    assertThat(account.secret(KeyInMemory.SECRET).versionKeys())
        .as("secret, " + when)
        .allMatch(keys -> keys.contains(current));
  }
}
