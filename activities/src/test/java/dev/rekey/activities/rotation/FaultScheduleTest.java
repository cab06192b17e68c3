package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.secretsmanager.StoresInMemory;
import dev.rekey.activities.testing.Crash;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PostgresUser;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of seeded schedules of faults, over the steps as they run in production. */
class FaultScheduleTest {
  private static final int SCHEDULES = Integer.getInteger("rekey.schedules", 3_000);

  /** What a schedule may do at a call of a port. */
  private enum Blow {
    CRASH_BEFORE,
    CRASH_AFTER,
    TIME_OUT_BEFORE,
    TIME_OUT_AFTER,
    THROTTLE,
    CLOCK_JUMP
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void two_users_survive_every_schedule_with_one_working_login_at_all_times(RotationReason reason) {
    IntStream.range(0, SCHEDULES)
        .forEach(seed -> survives(World.of(Credentials.alternating()), reason, seed));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void one_user_survives_every_schedule(RotationReason reason) {
    IntStream.range(0, SCHEDULES)
        .forEach(seed -> survives(World.of(Credentials.single()), reason, seed));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void both_survive_every_schedule_of_calls_of_secrets_manager(RotationReason reason) {
    IntStream.range(0, SCHEDULES)
        .forEach(
            seed -> {
              survives(onAws(Credentials.alternating()), reason, seed);
              survives(onAws(Credentials.single()), reason, seed);
            });
  }

  private static World<InMemoryTarget> onAws(PostgresUser spec) {
    return World.of(spec, new StoresInMemory(new InMemorySecretsManager()));
  }

  @Test
  void a_schedule_is_reproduced_from_its_seed() {
    assertThat(trace(17)).isEqualTo(trace(17)).isNotEqualTo(trace(18));
  }

  private static List<String> trace(long seed) {
    World<InMemoryTarget> world = World.of(Credentials.alternating());
    Schedule schedule = new Schedule(seed, world, true);
    rotate(world, schedule, RotationReason.SCHEDULED, seed);
    return schedule.trace;
  }

  private static void survives(World<InMemoryTarget> world, RotationReason reason, long seed) {
    CredentialSpec spec = world.spec();
    boolean always = spec.overlaps() && reason.oldIsTrusted();
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
      World<InMemoryTarget> world, Schedule schedule, RotationReason reason, long seed) {
    return new RotationDriver(
            world.steps(schedule), world.spec(), version(seed), reason, world::consumerCatchesUp)
        .run();
  }

  /** A call that timed out long ago may still arrive when everything is over. */
  private static void lateDuplicates(
      World<InMemoryTarget> world, RotationReason reason, VersionId version, Random random) {
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

  private static void settled(
      World<InMemoryTarget> world, Optional<FailureCode> left, VersionId next) {
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
    private final World<InMemoryTarget> world;
    private final boolean alwaysWorking;
    private final List<String> trace = new ArrayList<>();
    private int blowsLeft;

    Schedule(long seed, World<InMemoryTarget> world, boolean alwaysWorking) {
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
