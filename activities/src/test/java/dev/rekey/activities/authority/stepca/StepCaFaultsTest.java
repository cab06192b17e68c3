package dev.rekey.activities.authority.stepca;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import dev.rekey.activities.http.Sender;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.ElsewhereCertificate;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.rotation.RotationReason;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotations of certificates of a real step-ca, under faults around every call to it. */
class StepCaFaultsTest {
  /** Each call is written to its disk. */
  private static final int SEEDS = Math.min(4, FaultSchedules.SEEDS);

  private static Optional<StepCaServer> server = Optional.empty();
  private static Optional<Sender> http = Optional.empty();

  @BeforeAll
  static void start() {
    server = StepCaServer.start();
    Assumptions.assumeTrue(server.isPresent(), "step-ca is not on the PATH");
    http =
        Optional.of(new Post(Duration.ofSeconds(30), CertificateChain.read(server.get().root())));
  }

  @AfterAll
  static void stop() {
    server.ifPresent(StepCaServer::close);
  }

  /** It tells nobody what it issued, so that is noted here, behind the faults. */
  private static final class Place implements ElsewhereCertificate.Place, Sender {
    private final Set<BigInteger> issued = new HashSet<>();

    @Override
    public Login login() {
      return StepCaServer.login(server.orElseThrow().known());
    }

    @Override
    public Reply send(HttpRequest request) {
      Reply reply = http.orElseThrow().send(request);
      if (request.uri().getPath().endsWith("/sign")
          && reply instanceof Reply.Answered answered
          && answered.response().statusCode() == 201) {
        issued.add(serial(answered.response().body()));
      }
      return reply;
    }

    private static BigInteger serial(String body) {
      try {
        String pem = Wire.mapper().readTree(body).path("crt").asText();
        return CertificateChain.of(pem).leaf().getSerialNumber();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Authorities behind(Striking.Fault fault) {
      Sender struck = Striking.around(Sender.class, this, fault);
      return new Authorities(Map.of(StepCaAuthority.KIND, new StepCaMaker(any -> struck)));
    }

    @Override
    public boolean revoked(X509Certificate certificate) {
      return server.orElseThrow().revoked().contains(certificate.getSerialNumber());
    }

    @Override
    public long live() {
      Set<BigInteger> revoked = server.orElseThrow().revoked();
      return issued.stream().filter(one -> !revoked.contains(one)).count();
    }
  }

  private static World<ElsewhereCertificate> world() {
    return new World<>(new ElsewhereCertificate(new Place()));
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void its_certificates_survive_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, SEEDS).forEach(seed -> FaultSchedules.survives(world(), reason, seed));
  }

  @Test
  void a_crash_around_every_effect_leaves_one_certificate() {
    CrashSweeps.sweep(
        80,
        crash ->
            CrashSweeps.rotatesTwice(world(), crash, true, RotationReason.SCHEDULED, () -> {}));
  }
}
