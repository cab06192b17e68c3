package dev.rekey.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import java.util.UUID;
import java.util.function.Consumer;

/** A crash around every effect of a run, one after the other. */
public final class CrashSweeps {
  private CrashSweeps() {}

  /**
   * Runs once without a crash, which must see more events than that, and then once for each event,
   * with a crash there.
   */
  public static void sweep(int moreThan, Consumer<CrashAt> run) {
    CrashAt never = new CrashAt(Integer.MAX_VALUE);
    run.accept(never);
    assertThat(never.events()).isGreaterThan(moreThan);
    for (int event = 0; event < never.events(); event++) {
      CrashAt crash = new CrashAt(event);
      run.accept(crash);
      assertThat(crash.where()).as("crash " + event + " struck").isPresent();
    }
  }

  /**
   * Rotates twice, for the second rotation finds what the first one left: each ends with the new
   * login accepted, current, and the only one.
   *
   * @param workerDies whether a crash ends the worker, or the function alone
   * @param after what else is looked at after each
   */
  public static void rotatesTwice(
      World<?> world, CrashAt crash, boolean workerDies, RotationReason reason, Runnable after) {
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
      after.run();
    }
  }
}
