package dev.rekey.activities.authority.vault;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Sender;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.ElsewhereCertificate;
import dev.rekey.activities.testing.CrashAt;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.rotation.RotationReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotations of certificates of a real OpenBao, under faults around every call to it. */
class OpenBaoFaultsTest {
  /** Each one is dozens of calls by HTTP. */
  private static final int SEEDS = Math.min(8, FaultSchedules.SEEDS);

  private static final Sender HTTP = new Post(Duration.ofSeconds(30));
  private static Optional<OpenBao> server = Optional.empty();

  @BeforeAll
  static void start() {
    server = OpenBao.start();
    Assumptions.assumeTrue(server.isPresent(), "bao is not on the PATH");
  }

  @AfterAll
  static void stop() {
    server.ifPresent(OpenBao::close);
  }

  private record Place(OpenBao.Mount mount, Login login) implements ElsewhereCertificate.Place {
    @Override
    public Authorities behind(Striking.Fault fault) {
      Sender struck = Striking.around(Sender.class, HTTP, fault);
      return new Authorities(
          Map.of(VaultAuthority.KIND, new VaultMaker(any -> struck, InstantSource.system())));
    }

    @Override
    public boolean revoked(X509Certificate certificate) {
      return mount.revoked(certificate);
    }

    @Override
    public long live() {
      return mount.live();
    }
  }

  private static World<ElsewhereCertificate> world() {
    OpenBao.Mount mount = server.orElseThrow().mount();
    return new World<>(new ElsewhereCertificate(new Place(mount, mount.login())));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void its_certificates_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, SEEDS).forEach(seed -> FaultSchedules.survives(world(), reason, seed));
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, COMPROMISED"})
  void a_crash_around_every_effect_leaves_one_certificate(
      boolean workerDies, RotationReason reason) {
    CrashSweeps.sweep(80, crash -> rotatedTwice(crash, workerDies, reason));
  }

  private static void rotatedTwice(CrashAt crash, boolean workerDies, RotationReason reason) {
    CrashSweeps.rotatesTwice(world(), crash, workerDies, reason, () -> {});
  }
}
