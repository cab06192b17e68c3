package dev.rekey.console.embedded.temporal;

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
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.worker.TemporalConnection;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Temporal behind its front, the certificate that leads there, and one process that shows it. */
final class GuardedTemporal implements AutoCloseable {
  static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final SecretId SECRET = new SecretId("rekey/temporal");
  private static final Consumer WORKER = new Consumer.Pull(new ConsumerId("worker"), SECRET, "ann");

  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final InMemoryConsumers consumers = new InMemoryConsumers();
  private final RestartableTemporal temporal;
  private final TlsFront front;
  private final TlsCertificate spec;
  private final RotationSteps steps;
  private final TemporalConnection connection;
  private final WorkflowClient client;

  GuardedTemporal(Path folder) {
    temporal = new RestartableTemporal(folder);
    front =
        new TlsFront(
            temporal.address(),
            issued(authority, List.of("127.0.0.1")),
            authority.authority().anchors());
    spec = spec(List.of("worker.rekey.example.org"), Optional.of(front));
    Login first = issued(authority, spec.names());
    store.create(SECRET, FIRST, first);
    Consumer.FilePush file =
        new Consumer.FilePush(
            new ConsumerId("file"), SECRET, "ann", folder + "/temporal.tls", List.of());
    Deliveries deliveries =
        new Deliveries(
            new DeliveryPermissions(List.of(folder), List.of()), store, InstantSource.system());
    deliveries.deliver(file, FIRST, first);
    consumers.register(file);
    consumers.register(WORKER);
    steps = steps(deliveries);
    connection = TemporalConnection.fromEnvironment(environment(folder));
    client = connection.connect();
  }

  private static TlsCertificate spec(List<String> names, Optional<TlsFront> front) {
    return new TlsCertificate(
        SECRET,
        "tests",
        names,
        KeyType.EC_P256,
        List.of(),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT,
        front.map(TlsFront::endpoint));
  }

  private static TlsCertificateTarget target(OwnAuthorityServer authority) {
    return new TlsCertificateTarget(
        authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
  }

  /** A certificate of that authority. */
  static Login issued(OwnAuthorityServer authority, List<String> names) {
    TlsCertificate spec = spec(names, Optional.empty());
    TlsCertificateTarget target = target(authority);
    return target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
  }

  private RotationSteps steps(Deliveries deliveries) {
    TlsCertificateTarget target = target(authority);
    return new RotationSteps(
        new Ports(
            store,
            store,
            any -> new Subject<>(target, spec, authority.login()),
            consumers,
            deliveries,
            new InMemoryRotationLog(),
            GuardedTemporal::alone,
            InstantSource.system(),
            time -> {}));
  }

  private static <T> T alone(Object secret, Supplier<T> work) {
    return work.get();
  }

  private Map<String, String> environment(Path folder) {
    String roots =
        authority.authority().anchors().stream()
            .map(CertificateChain::pem)
            .collect(Collectors.joining());
    try {
      Files.writeString(folder.resolve("roots.pem"), roots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "TEMPORAL_ADDRESS", front.address(),
        "TEMPORAL_TLS_CLIENT_CERT_PATH", folder + "/temporal.tls/tls.crt",
        "TEMPORAL_TLS_CLIENT_KEY_PATH", folder + "/temporal.tls/tls.key",
        "TEMPORAL_TLS_SERVER_CA_CERT_PATH", folder + "/roots.pem");
  }

  TlsFront front() {
    return front;
  }

  OwnAuthorityServer authority() {
    return authority;
  }

  TemporalConnection connection() {
    return connection;
  }

  WorkflowClient client() {
    return client;
  }

  CertificateChain chain(VersionId version) {
    return store
        .read(SECRET, version, Reader.rekey("test"))
        .map(login -> CertificateChain.of(login.value().reveal()))
        .orElseThrow();
  }

  /** The process says that it uses this. */
  void acknowledge(VersionId version) {
    consumers.acknowledge(WORKER.id(), SECRET, version, Instant.now());
  }

  void take(RotationStep step, VersionId version) {
    assertThat(run(step, version)).isInstanceOf(StepResult.Done.class);
  }

  StepResult run(RotationStep step, VersionId version) {
    return steps.run(
        new StepRequest(step, spec, version, RotationReason.SCHEDULED, "ann", Optional.empty()));
  }

  @Override
  public void close() {
    client.getWorkflowServiceStubs().shutdownNow();
    front.close();
    temporal.close();
    authority.close();
  }
}
