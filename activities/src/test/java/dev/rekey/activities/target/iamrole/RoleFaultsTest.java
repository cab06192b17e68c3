package dev.rekey.activities.target.iamrole;

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

/** Rotations of external ids under faults around every call of the account, store and ledger. */
class RoleFaultsTest {
  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void external_ids_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed -> {
              World<RoleInMemory> world = new World<>(new RoleInMemory());
              FaultSchedules.survives(world, reason, seed);
              sessionsAreCut(world, reason, "seed " + seed);
            });
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, SCHEDULED", "true, COMPROMISED", "false, COMPROMISED"})
  void a_crash_around_every_effect_leaves_one_working_external_id(
      boolean workerDies, RotationReason reason) {
    CrashSweeps.sweep(80, crash -> rotatedTwice(crash, workerDies, reason));
  }

  private static void rotatedTwice(CrashAt crash, boolean workerDies, RotationReason reason) {
    World<RoleInMemory> world = new World<>(new RoleInMemory());
    CrashSweeps.rotatesTwice(
        world, crash, workerDies, reason, () -> sessionsAreCut(world, reason, crash.toString()));
  }

  /** In a compromise all of them are, in a routine none is. */
  private static void sessionsAreCut(
      World<RoleInMemory> world, RotationReason reason, String when) {
    assertThat(world.target().cutIsDone()).as("cut, " + when).isEqualTo(!reason.oldIsTrusted());
  }
}
