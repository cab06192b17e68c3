package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.Crash;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import java.util.UUID;
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
    CrashAt never = new CrashAt(Integer.MAX_VALUE);
    rotatedTwice(never, workerDies, reason);
    assertThat(never.events).isGreaterThan(80);
    for (int event = 0; event < never.events; event++) {
      CrashAt crash = new CrashAt(event);
      rotatedTwice(crash, workerDies, reason);
      assertThat(crash.where).as("crash " + event + " struck").isNotEmpty();
    }
  }

  private static void rotatedTwice(CrashAt crash, boolean workerDies, RotationReason reason) {
    World<RoleInMemory> world = new World<>(new RoleInMemory());
    for (int round = 1; round <= 2; round++) {
      VersionId next = new VersionId(new UUID(round, 7).toString());
      RotationDriver driver =
          new RotationDriver(
              world.steps(crash), world.spec(), next, reason, world::consumerCatchesUp);
      assertThat((workerDies ? driver : driver.functionsDieAlone()).run())
          .as(crash.toString())
          .isEmpty();
      assertThat(world.current()).as(crash.toString()).isEqualTo(next);
      assertThat(world.accepts(next)).as(crash.toString()).isTrue();
      assertThat(world.target().live()).as(crash.toString()).isEqualTo(1);
      sessionsAreCut(world, reason, crash.toString());
    }
  }

  /** In a compromise all of them are, in a routine none is. */
  private static void sessionsAreCut(
      World<RoleInMemory> world, RotationReason reason, String when) {
    assertThat(world.target().cutIsDone()).as("cut, " + when).isEqualTo(!reason.oldIsTrusted());
  }

  private static final class CrashAt implements Striking.Fault {
    private final int at;
    private int events;
    private String where = "";

    CrashAt(int at) {
      this.at = at;
    }

    @Override
    public void before(String call) {
      count("before " + call);
    }

    @Override
    public void after(String call) {
      count("after " + call);
    }

    private void count(String point) {
      if (events++ == at) {
        where = point;
        throw new Crash(point);
      }
    }

    @Override
    public String toString() {
      return "crash " + at + " " + where;
    }
  }
}
