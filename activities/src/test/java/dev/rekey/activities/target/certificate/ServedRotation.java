package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Whole rotations of a certificate by the real steps, while a real server serves it. */
final class ServedRotation {
  static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");

  final OwnAuthorityServer authority = new OwnAuthorityServer();
  final InMemorySecretStore store = new InMemorySecretStore();
  final InMemoryConsumers consumers = new InMemoryConsumers();
  private final InMemoryRotationLog log = new InMemoryRotationLog();
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(
          authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));

  Deliveries deliveries(DeliveryPermissions permissions) {
    return new Deliveries(permissions, store, InstantSource.system());
  }

  /** What is served before the first rotation. */
  Login first(TlsCertificate spec) {
    return target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
  }

  /**
   * One rotation to this version.
   *
   * @param drained waits until nobody is served the old one any more
   */
  void rotate(TlsCertificate spec, Deliveries deliveries, VersionId version, Runnable drained) {
    RotationDriver driver =
        new RotationDriver(
            steps(spec, deliveries), spec, version, RotationReason.SCHEDULED, () -> {});
    take(driver, RotationStep.CREATE);
    take(driver, RotationStep.DEPLOY);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> driver.call(RotationStep.VERIFY) instanceof StepResult.Done);
    drained.run();
    take(driver, RotationStep.REVOKE);
  }

  private static void take(RotationDriver driver, RotationStep step) {
    assertThat(driver.call(step)).isInstanceOf(StepResult.Done.class);
  }

  private RotationSteps steps(TlsCertificate spec, Deliveries deliveries) {
    return new RotationSteps(
        new Ports(
            store,
            store,
            any -> new Subject<>(target, spec, authority.login()),
            consumers,
            deliveries,
            log,
            ServedRotation::alone,
            InstantSource.system(),
            time -> {}));
  }

  private static <T> T alone(Object secret, Supplier<T> work) {
    return work.get();
  }
}
