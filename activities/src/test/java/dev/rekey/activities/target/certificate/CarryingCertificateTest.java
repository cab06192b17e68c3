package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What Rekey shows to its own Temporal: it must not cut itself off. */
class CarryingCertificateTest {
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final SecretId SECRET = new SecretId("rekey/temporal");
  private static final Consumer WORKER = new Consumer.Pull(new ConsumerId("worker"), SECRET, "ann");

  @AutoClose private final OwnAuthorityServer authority = new OwnAuthorityServer();
  @AutoClose private final OwnAuthorityServer stranger = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final InMemoryRotationLog log = new InMemoryRotationLog();
  private final InMemoryConsumers consumers = new InMemoryConsumers();
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(
          authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
  @AutoClose private final TlsServer temporal = new TlsServer(issued());
  private final TlsCertificate spec = spec(Optional.of(temporal.endpoint("temporal.example.org")));
  private final RotationSteps steps = new RotationSteps(ports());

  CarryingCertificateTest() {
    temporal.believe(TrusterTest.believing(authority));
    store.create(SECRET, FIRST, issued());
    consumers.register(WORKER);
  }

  private static TlsCertificate spec(Optional<TlsEndpoint> temporal) {
    return new TlsCertificate(
        SECRET,
        "tests",
        List.of("worker.example.org"),
        KeyType.EC_P256,
        List.of(),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT,
        temporal);
  }

  private Login issued() {
    TlsCertificate certificate = spec(Optional.empty());
    return target.issue(
        certificate, authority.login(), target.prepare(certificate, authority.login()));
  }

  private Ports ports() {
    return new Ports(
        store,
        store,
        any -> new Subject<>(target, spec, authority.login()),
        consumers,
        new Deliveries(DeliveryPermissions.NONE, store, InstantSource.system()),
        log,
        CarryingCertificateTest::alone,
        InstantSource.system(),
        time -> {});
  }

  private static <T> T alone(Object secret, Supplier<T> work) {
    return work.get();
  }

  private StepResult run(RotationStep step, RotationReason reason) {
    return steps.run(new StepRequest(step, spec, NEXT, reason, "ann", Optional.empty()));
  }

  private void done(RotationStep step, RotationReason reason) {
    assertThat(run(step, reason)).isInstanceOf(StepResult.Done.class);
  }

  private int revoked() {
    return authority.register().revocations("tests").size();
  }

  private StepFailedException refused(ThrowingCallable attempt) {
    return catchThrowableOfType(StepFailedException.class, attempt);
  }

  @Test
  void one_that_temporal_does_not_let_in_never_comes_into_use() {
    temporal.believe(TrusterTest.believing(stranger));
    StepFailedException refused = refused(() -> run(RotationStep.CREATE, RotationReason.SCHEDULED));
    assertThat(refused.code()).isEqualTo(FailureCode.NEW_REJECTED);
    assertThat(refused.reason()).contains("does not let in");
    assertThat(store.labels(SECRET)).containsEntry(VersionStage.AWSCURRENT, FIRST);
  }

  @Test
  void a_temporal_that_lets_everybody_in_proves_nothing_and_one_that_is_away_is_asked_again() {
    temporal.believe(new Unjudged());
    assertThat(refused(() -> run(RotationStep.CREATE, RotationReason.SCHEDULED)).reason())
        .contains("it proves nothing");
    temporal.close();
    assertThat(refused(() -> run(RotationStep.CREATE, RotationReason.SCHEDULED)).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  @Test
  void the_gate_stays_shut_while_temporal_does_not_let_the_new_one_in() {
    done(RotationStep.CREATE, RotationReason.SCHEDULED);
    done(RotationStep.DEPLOY, RotationReason.SCHEDULED);
    consumers.acknowledge(WORKER.id(), SECRET, NEXT, Instant.now());
    temporal.believe(TrusterTest.believing(stranger));
    assertThat(run(RotationStep.VERIFY, RotationReason.SCHEDULED))
        .isInstanceOfSatisfying(
            StepResult.Waiting.class,
            waiting ->
                assertThat(waiting.users())
                    .singleElement()
                    .extracting(user -> user.sentence())
                    .asString()
                    .contains("does not let in who shows the new certificate"));
  }

  @Test
  void even_in_a_compromise_the_old_one_dies_only_once_every_process_uses_the_new_one() {
    RotationReason reason = RotationReason.COMPROMISED;
    done(RotationStep.REVOKE, reason);
    assertThat(revoked()).as("revoked first").isZero();
    done(RotationStep.CREATE, reason);
    done(RotationStep.DEPLOY, reason);
    done(RotationStep.VERIFY, reason);
    StepFailedException refused = refused(() -> run(RotationStep.REVOKE, reason));
    assertThat(refused.code().retryable()).isTrue();
    assertThat(refused.reason()).contains("is not cut off", "worker");
    assertThat(revoked()).isZero();
    consumers.acknowledge(WORKER.id(), SECRET, NEXT, Instant.now());
    done(RotationStep.REVOKE, reason);
    assertThat(revoked()).isEqualTo(1);
  }

  @Test
  void a_response_leaves_it_alive_until_it_is_replaced() {
    ResponseSteps response = new ResponseSteps(ports());
    assertThat(response.run(containment(Optional.empty())).toString()).contains("is not cut off");
    assertThat(revoked()).isZero();
    done(RotationStep.CREATE, RotationReason.EXPOSED);
    done(RotationStep.DEPLOY, RotationReason.EXPOSED);
    assertThat(response.run(containment(Optional.of(NEXT))).toString())
        .doesNotContain("is not cut off");
  }

  private ResponseRequest containment(Optional<VersionId> recovered) {
    return new ResponseRequest(
        ResponseCall.CONTAIN,
        new IncidentId("INC-0000000A"),
        List.of(new Affected(spec, recovered)),
        Instant.now());
  }
}
