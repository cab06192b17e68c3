package dev.rekey.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A rotation of any kind of credential under a seeded schedule of faults. */
public final class FaultSchedules {
  /** How many seeds a test plays. */
  public static final int SEEDS = Integer.getInteger("rekey.schedules", 3_000);

  /** What a schedule may do at a call of a port. */
  private enum Blow {
    CRASH_BEFORE,
    CRASH_AFTER,
    TIME_OUT_BEFORE,
    TIME_OUT_AFTER,
    THROTTLE,
    CLOCK_JUMP
  }

  private FaultSchedules() {}

  /** What a schedule did to a routine rotation. */
  public static List<String> trace(World<?> world, long seed) {
    Schedule schedule = new Schedule(seed, world, true);
    rotate(world, schedule, RotationReason.SCHEDULED, seed);
    return schedule.trace;
  }

  /**
   * Rotates, and fails with the seed and what was done unless everything ends well: rotated, the
   * new login alone accepted, nothing left over; and in routine the current one accepted always.
   */
  public static void survives(World<?> world, RotationReason reason, long seed) {
    boolean always = world.spec().overlaps() && reason.oldIsTrusted();
    Schedule schedule = new Schedule(seed, world, always);
    try {
      schedule.maybeLag();
      VersionId next = version(seed);
      Optional<FailureCode> left = rotate(world, schedule, reason, seed);
      schedule.quiet();
      lateDuplicates(world, reason, next, schedule.random);
      settled(world, left, next);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + " " + schedule.trace + ": " + e.getMessage(), e);
    }
  }

  private static Optional<FailureCode> rotate(
      World<?> world, Schedule schedule, RotationReason reason, long seed) {
    return new RotationDriver(
            world.steps(schedule), world.spec(), version(seed), reason, world::consumerCatchesUp)
        .run();
  }

  /** A call that timed out long ago may still arrive when everything is over. */
  private static void lateDuplicates(
      World<?> world, RotationReason reason, VersionId version, Random random) {
    RotationDriver late =
        new RotationDriver(
            world.steps(new Schedule(0, world, false).quiet()),
            world.spec(),
            version,
            reason,
            () -> {});
    for (int i = 0; i < 3; i++) {
      try {
        late.call(any(RotationStep.values(), random));
      } catch (StepFailedException refused) {
        assertThat(refused.code()).isEqualTo(FailureCode.PAST_RETURN);
      }
    }
  }

  private static void settled(World<?> world, Optional<FailureCode> left, VersionId next) {
    assertThat(left).as("why it did not rotate").isEmpty();
    assertThat(world.current()).isEqualTo(next);
    assertThat(world.accepts(next)).as("new accepted").isTrue();
    assertThat(world.accepts(World.FIRST)).as("old accepted").isFalse();
    assertThat(world.label(VersionStage.AWSPENDING)).isEmpty();
    assertThat(world.target().live()).as("live logins").isEqualTo(1);
    assertThat(world.log().rotatedCount()).as("rotations recorded").isEqualTo(1);
  }

  private static <T> T any(T[] choices, Random random) {
    return List.of(choices).get(random.nextInt(choices.length));
  }

  private static VersionId version(long seed) {
    return new VersionId(new UUID(seed, 2).toString());
  }

  private static final class Schedule implements Striking.Fault {
    private final Random random;
    private final World<?> world;
    private final boolean alwaysWorking;
    private final List<String> trace = new ArrayList<>();
    private int blowsLeft;

    Schedule(long seed, World<?> world, boolean alwaysWorking) {
      this.random = new Random(seed);
      this.world = world;
      this.alwaysWorking = alwaysWorking;
      this.blowsLeft = 1 + random.nextInt(6);
    }

    Schedule quiet() {
      blowsLeft = 0;
      return this;
    }

    void maybeLag() {
      world.target().lagBy(random.nextInt(4));
    }

    @Override
    public void before(String call) {
      if (strikes()) {
        strike(any(Blow.values(), random), call);
      }
    }

    @Override
    public void after(String call) {
      if (alwaysWorking) {
        assertThat(world.accepts(world.current())).as("current works after " + call).isTrue();
      }
      if (strikes()) {
        Blow blow = random.nextBoolean() ? Blow.CRASH_AFTER : Blow.TIME_OUT_AFTER;
        strike(blow, call);
      }
    }

    private boolean strikes() {
      return blowsLeft > 0 && random.nextInt(6) == 0;
    }

    private void strike(Blow blow, String call) {
      blowsLeft--;
      trace.add(blow + "@" + call);
      switch (blow) {
        case CRASH_BEFORE, CRASH_AFTER -> throw new Crash(call);
        case TIME_OUT_BEFORE, TIME_OUT_AFTER ->
            throw new StepFailedException(FailureCode.TARGET_UNAVAILABLE, "no answer");
        case THROTTLE -> throw new StepFailedException(FailureCode.THROTTLED, "too fast");
        case CLOCK_JUMP ->
            world.jumpTo(
                Instant.parse("2026-11-23T03:00:00Z")
                    .plus(Duration.ofHours(random.nextInt(48) - 24L)));
      }
    }
  }
}
