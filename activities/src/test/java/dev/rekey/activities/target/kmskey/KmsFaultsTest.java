package dev.rekey.activities.target.kmskey;

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
    World<KeyInMemory> world = new World<>(new KeyInMemory());
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
      underTheCurrentKey(world, crash.toString());
    }
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
