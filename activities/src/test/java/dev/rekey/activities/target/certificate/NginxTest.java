package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx that serves the certificate, reloads, and is hammered with handshakes meanwhile. */
class NginxTest {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final int ROTATIONS = 3;

  private final ServedRotation served = new ServedRotation();
  @TempDir private Path folder;
  private Nginx nginx;
  private TlsCertificate spec;
  private Deliveries deliveries;

  @BeforeEach
  void serve() {
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "nginx is not installed");
    nginx = new Nginx(PROGRAM, folder);
    spec = Certificates.of(List.of(nginx.endpoint()));
    deliveries = served.deliveries(new DeliveryPermissions(List.of(folder), List.of(PROGRAM)));
    Login first = served.first(spec);
    served.store.create(spec.secret(), ServedRotation.FIRST, first);
    deliveries.deliver(
        web(List.of()), ServedRotation.FIRST, first); // before it is started for the first time
    served.consumers.register(web(nginx.reload()));
    nginx.start();
  }

  @AfterEach
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    served.authority.close();
  }

  private Consumer.FilePush web(List<String> reload) {
    return new Consumer.FilePush(
        new ConsumerId("web"), spec.secret(), "ann", folder + "/web.tls", reload);
  }

  @Test
  void clients_see_no_failure_and_never_a_revoked_certificate() throws Exception {
    try (Hammer hammer = new Hammer(nginx.endpoint(), served.authority)) {
      for (int round = 0; round < ROTATIONS; round++) {
        VersionId version = new VersionId(new UUID(round, 9).toString());
        served.rotate(spec, deliveries, version, nginx::awaitOneGeneration);
        assertThat(serial(version)).isEqualTo(hammer.next());
      }
      assertThat(hammer.faults()).isEmpty();
      assertThat(hammer.handshakes()).isGreaterThan(ROTATIONS);
    }
    assertThat(served.authority.register().revocations("tests")).hasSize(ROTATIONS);
  }

  private String serial(VersionId version) {
    return served
        .store
        .read(spec.secret(), version, Reader.rekey("test"))
        .map(login -> HeldCertificate.of(login).certificate())
        .map(CertificateChain::serial)
        .orElseThrow();
  }
}
