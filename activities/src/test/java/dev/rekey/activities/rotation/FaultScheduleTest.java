package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.store.secretsmanager.StoresInMemory;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.rotation.RotationReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of seeded schedules of faults, over the steps as they run in production. */
class FaultScheduleTest {
  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void two_users_survive_every_schedule_with_one_working_login_at_all_times(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed -> FaultSchedules.survives(World.of(Credentials.alternating()), reason, seed));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void one_user_survives_every_schedule(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(seed -> FaultSchedules.survives(World.of(Credentials.single()), reason, seed));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void both_survive_every_schedule_of_calls_of_secrets_manager(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed -> {
              FaultSchedules.survives(onAws(Credentials.alternating()), reason, seed);
              FaultSchedules.survives(onAws(Credentials.single()), reason, seed);
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
    return FaultSchedules.trace(World.of(Credentials.alternating()), seed);
  }
}
