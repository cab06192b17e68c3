package dev.rekey.activities.authority.acme;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.acme.AcmeSettings.ChallengeSettings;
import dev.rekey.activities.authority.stepca.StepCaServer;
import dev.rekey.activities.testing.Programs;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** ACME at a step-ca, whose certificates name a list: there a revocation is read back. */
class AcmeAtStepCaTest extends CertificateAuthorityContract {
  private static Optional<StepCaServer> server = Optional.empty();

  @BeforeAll
  static void start() {
    server = StepCaServer.start();
    Assumptions.assumeTrue(server.isPresent(), "step-ca is not on the PATH");
  }

  @AfterAll
  static void stop() {
    server.ifPresent(StepCaServer::close);
  }

  private final CertificateAuthority authority = at(server.orElseThrow().address());

  private static CertificateAuthority at(String address) {
    StepCaServer ca = server.orElseThrow();
    AcmeSettings settings =
        new AcmeSettings(
                URI.create(address + "/acme/acme/directory"),
                Optional.empty(),
                List.of(),
                true,
                Optional.empty(),
                new ChallengeSettings("http-01", ca.listen(), null),
                Optional.of(ca.root()),
                Optional.of(ca.root()),
                Optional.empty(),
                Optional.empty())
            .complete();
    return new AcmeMaker().of("step", settings.login());
  }

  @Override
  protected CertificateAuthority authority() {
    return authority;
  }

  @Override
  protected CertificateAuthority unreachable() {
    return at("https://127.0.0.1:" + Programs.freePort());
  }

  /** Names that lead to this machine without any DNS server. */
  @Override
  protected List<String> names() {
    return List.of("localhost");
  }
}
