package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx that serves the certificate, reloads, and is hammered with handshakes meanwhile. */
class NginxTest {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final int ROTATIONS = 3;

  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final InMemoryConsumers consumers = new InMemoryConsumers();
  private final InMemoryRotationLog log = new InMemoryRotationLog();
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(
          authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
  @TempDir private Path folder;
  private Nginx nginx;
  private TlsCertificate spec;
  private Deliveries deliveries;

  @BeforeEach
  void serve() {
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "nginx is not installed");
    nginx = new Nginx(PROGRAM, folder);
    spec = Certificates.of(List.of(nginx.endpoint()));
    deliveries =
        new Deliveries(
            new DeliveryPermissions(List.of(folder), List.of(PROGRAM)),
            store,
            InstantSource.system());
    Login first = target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
    store.create(spec.secret(), FIRST, first);
    deliveries.deliver(web(List.of()), FIRST, first); // before it is started for the first time
    consumers.register(web(nginx.reload()));
    nginx.start();
  }

  @AfterEach
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    authority.close();
  }

  private Consumer.FilePush web(List<String> reload) {
    return new Consumer.FilePush(
        new ConsumerId("web"), spec.secret(), "ann", folder + "/web.tls", reload);
  }

  private RotationSteps steps() {
    return new RotationSteps(
        new Ports(
            store,
            store,
            any -> new Subject<>(target, spec, authority.login()),
            consumers,
            deliveries,
            log,
            NginxTest::alone,
            InstantSource.system(),
            time -> {}));
  }

  private static <T> T alone(Object secret, Supplier<T> work) {
    return work.get();
  }

  @Test
  void clients_see_no_failure_and_never_a_revoked_certificate() throws Exception {
    RotationSteps steps = steps();
    try (Hammer hammer = new Hammer(nginx.endpoint(), authority)) {
      for (int round = 0; round < ROTATIONS; round++) {
        VersionId version = new VersionId(new UUID(round, 9).toString());
        rotate(steps, version);
        assertThat(serial(version)).isEqualTo(hammer.next());
      }
      assertThat(hammer.faults()).isEmpty();
      assertThat(hammer.handshakes()).isGreaterThan(ROTATIONS);
    }
    assertThat(authority.register().revocations("tests")).hasSize(ROTATIONS);
  }

  private void rotate(RotationSteps steps, VersionId version) {
    take(steps, RotationStep.CREATE, version);
    take(steps, RotationStep.DEPLOY, version);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> run(steps, RotationStep.VERIFY, version) instanceof StepResult.Done);
    nginx.awaitOneGeneration(); // as long as the drain of a rotation is at least
    take(steps, RotationStep.REVOKE, version);
  }

  private void take(RotationSteps steps, RotationStep step, VersionId version) {
    assertThat(run(steps, step, version)).isInstanceOf(StepResult.Done.class);
  }

  private StepResult run(RotationSteps steps, RotationStep step, VersionId version) {
    return steps.run(
        new StepRequest(step, spec, version, RotationReason.SCHEDULED, "ann", Optional.empty()));
  }

  private String serial(VersionId version) {
    return store
        .read(spec.secret(), version, Reader.rekey("test"))
        .map(login -> HeldCertificate.of(login).certificate())
        .map(CertificateChain::serial)
        .orElseThrow();
  }
}
