package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnRegister.Revocation;
import dev.rekey.activities.testing.CrashAt;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.World;
import dev.rekey.model.rotation.RotationReason;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotations of certificates under faults around every call of the authority, store and ledger. */
class CertificateFaultsTest {
  /** Each one asks a real responder by HTTP, and signs dozens of answers. */
  private static final int SEEDS = Math.min(40, FaultSchedules.SEEDS);

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void certificates_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, SEEDS)
        .forEach(
            seed -> {
              try (CertificateInMemory certificate = new CertificateInMemory()) {
                World<CertificateInMemory> world = new World<>(certificate);
                FaultSchedules.survives(world, reason, seed);
                revokedAsWhat(certificate, reason);
                writtenDown(world);
              }
            });
  }

  /** Until when the one in use lasts, and which key it has. */
  private static void writtenDown(World<CertificateInMemory> world) {
    String identity = world.identity(world.current());
    assertThat(world.log().certificate(world.current()).map(one -> "spki-" + one.key()))
        .contains(identity);
  }

  /** The old one was superseded, or its key leaked; what was never used ceased to be. */
  private static void revokedAsWhat(CertificateInMemory certificate, RotationReason reason) {
    RevocationReason expected =
        reason.routine() ? RevocationReason.SUPERSEDED : RevocationReason.KEY_COMPROMISE;
    assertThat(certificate.revoked())
        .filteredOn(
            one ->
                one.serial().toString(16).equals(CertificateInMemory.serial(certificate.first())))
        .extracting(Revocation::reason)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, SCHEDULED", "true, COMPROMISED", "false, COMPROMISED"})
  void a_crash_around_every_effect_leaves_one_certificate(
      boolean workerDies, RotationReason reason) {
    CrashSweeps.sweep(80, crash -> rotatedTwice(crash, workerDies, reason));
  }

  private static void rotatedTwice(CrashAt crash, boolean workerDies, RotationReason reason) {
    try (CertificateInMemory certificate = new CertificateInMemory()) {
      CrashSweeps.rotatesTwice(new World<>(certificate), crash, workerDies, reason, () -> {});
    }
  }
}
