package dev.rekey.activities.target.rotationfunction;

import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.model.rotation.RotationReason;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A user's rotation function under faults: around each of its calls, around those of Secrets
 * Manager that look for what is pending, and around what is done at the target beside it.
 */
class FunctionFaultsTest {
  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void two_users_of_a_rotation_function_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed ->
                FaultSchedules.survives(FunctionWorld.of(Credentials.alternating()), reason, seed));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void one_user_of_a_rotation_function_survives_every_schedule(RotationReason reason) {
    IntStream.range(0, FaultSchedules.SEEDS)
        .forEach(
            seed -> FaultSchedules.survives(FunctionWorld.of(Credentials.single()), reason, seed));
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, SCHEDULED", "true, COMPROMISED", "false, COMPROMISED"})
  void a_crash_around_every_call_of_a_rotation_function_leaves_one_working_login(
      boolean workerDies, RotationReason reason) {
    CrashSweeps.sweep(
        60,
        crash ->
            CrashSweeps.rotatesTwice(
                FunctionWorld.of(Credentials.alternating()), crash, workerDies, reason, () -> {}));
  }
}
