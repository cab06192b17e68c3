package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.testing.Crash;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    CrashAt never = new CrashAt(Integer.MAX_VALUE);
    rotatedTwice(never, workerDies, reason, lag);
    assertThat(never.events).isGreaterThan(80);
    for (int event = 0; event < never.events; event++) {
      CrashAt crash = new CrashAt(event);
      rotatedTwice(crash, workerDies, reason, lag);
      assertThat(crash.where).as("crash " + event + " struck").isNotEmpty();
    }
  }

  /** The second rotation finds the place taken that the first one needed. */
  private static void rotatedTwice(
      CrashAt crash, boolean workerDies, RotationReason reason, int lag) {
    World<KeysInMemory> world = new World<>(new KeysInMemory());
    world.target().lagBy(lag);
    for (int round = 1; round <= 2; round++) {
      VersionId next = new VersionId(new UUID(round, 7).toString());
      RotationSteps steps = world.steps(crash);
      RotationDriver driver =
          new RotationDriver(steps, world.spec(), next, reason, world::consumerCatchesUp);
      Optional<FailureCode> left = (workerDies ? driver : driver.functionsDieAlone()).run();
      assertThat(left).as(crash.toString()).isEmpty();
      assertThat(world.current()).as(crash.toString()).isEqualTo(next);
      assertThat(world.accepts(next)).as(crash.toString()).isTrue();
      nothingIsLeft(world, crash.toString());
    }
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

  private static final class CrashAt implements Striking.Fault {
    private final int strike;
    private int events;
    private String where = "";

    CrashAt(int strike) {
      this.strike = strike;
    }

    @Override
    public void before(String call) {
      event("before " + call);
    }

    @Override
    public void after(String call) {
      event("after " + call);
    }

    private void event(String here) {
      if (events++ == strike) {
        where = here;
        throw new Crash(here);
      }
    }

    @Override
    public String toString() {
      return "crash " + strike + " " + where;
    }
  }
}
