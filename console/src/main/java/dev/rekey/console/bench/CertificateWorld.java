package dev.rekey.console.bench;

import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.embedded.wiring.StoredAuthorities;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.worker.Containment;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.WorkerLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Rekey's own server, an authority under two names, and an edge that serves what it is given. */
final class CertificateWorld implements AutoCloseable {
  private static final String AUTHORITY = "bench";
  private static final String FLOOR = "floor";
  private static final String WHO = "bench";
  private static final int ATTEMPTS = 20;
  private static final long LATER_NANOS = 100_000_000;

  private final Path served;
  private final EmbeddedRuntime runtime;
  private final Equipment equipment;
  private final StoredAuthorities authorities;
  private final Login account;
  private final ServingEdge edge;
  private final FunctionInvoker functions;
  private final RekeyWorker worker;
  private final Map<Integer, VersionId> versions = new ConcurrentHashMap<>();

  /** Starts all of it. */
  CertificateWorld(Path folder, boolean ephemeral, AuthorityOrder order) {
    this.served = served(folder);
    ServerSettings settings =
        new ServerSettings(
            folder.resolve("rekey"),
            0,
            ephemeral,
            Optional.empty(),
            List.of(served),
            List.of(),
            false);
    this.runtime = EmbeddedRuntime.withoutWorker(settings, ServerMain.EQUIPMENT, System.getenv());
    this.equipment = ServerMain.EQUIPMENT.make(foundation(), settings);
    this.authorities = StoredAuthorities.of(foundation(), true);
    add(AUTHORITY, order);
    add(FLOOR, order);
    this.account = account();
    this.edge = new ServingEdge(served);
    this.functions = EmbeddedFunctions.of(foundation(), equipment);
    this.worker =
        RekeyWorker.start(runtime.client(), functions, WorkerLimits.DEFAULT, Runbooks.load());
  }

  private Login account() {
    SecretId secret = TlsCertificate.authoritySecret(AUTHORITY);
    VersionId current =
        Objects.requireNonNull(foundation().store().labels(secret).get(VersionStage.AWSCURRENT));
    return foundation().store().read(secret, current, Reader.rekey("measure it")).orElseThrow();
  }

  private static Path served(Path folder) {
    try {
      return Files.createDirectories(folder.resolve("served")).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String name, AuthorityOrder order) {
    URI status = runtime.url().resolve("/v1/authorities");
    authorities.add(new AuthorityOrder(name, order.kind(), order.settings()), status, false);
  }

  private Foundation foundation() {
    return runtime.foundation();
  }

  EmbeddedRuntime runtime() {
    return runtime;
  }

  /** Who is measured by itself. */
  CertificateAuthority floor() {
    return authorities.open(FLOOR);
  }

  /** Puts a certificate under care, and the one consumer that serves it. */
  void enrol(int number) {
    TlsCertificate spec = certificate(number);
    IssuingTarget<TlsCertificate> target =
        (IssuingTarget<TlsCertificate>) equipment.targets().of(spec);
    Login first = target.issue(spec, account, target.prepare(spec, account));
    VersionId version = BenchWorld.version();
    foundation().store().create(spec.secret(), version, first);
    CredentialRecord record = new CredentialRecord(spec, WHO, Tier.MEDIUM, BenchWorld.policy());
    equipment.inventory().enrol(record, version, first.identity(), WHO, Instant.now());
    String path = served.resolve(name(number) + ".tls").toString();
    foundation()
        .consumers()
        .register(
            new Consumer.FilePush(
                new ConsumerId("edge" + number), spec.secret(), WHO, path, List.of()),
            WHO,
            Instant.now());
  }

  private static String name(int number) {
    return "bench" + number + ".example.org";
  }

  private TlsCertificate certificate(int number) {
    return new TlsCertificate(
        new SecretId("bench/" + number),
        AUTHORITY,
        List.of(name(number)),
        KeyType.EC_P256,
        List.of(new TlsEndpoint("127.0.0.1", edge.port(), name(number))),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT);
  }

  /** One step of a rotation, as a worker asks a function for it; create begins the next one. */
  void step(RotationStep step, int number) throws IOException {
    if (step == RotationStep.CREATE) {
      versions.put(number, BenchWorld.version());
    }
    StepRequest request =
        new StepRequest(
            step,
            certificate(number),
            Objects.requireNonNull(versions.get(number), "create comes first"),
            RotationReason.REQUESTED,
            WHO,
            Optional.empty());
    StepResult result = run(request);
    for (int again = 1; isLater(result) && again < ATTEMPTS; again++) {
      LockSupport.parkNanos(LATER_NANOS);
      result = run(request);
    }
    if (!(result instanceof StepResult.Done)) {
      throw new IllegalStateException(step + " of certificate " + number + ": " + result);
    }
  }

  private StepResult run(StepRequest request) throws IOException {
    byte[] answer =
        functions.invoke(
            Containment.routine(TlsCertificate.KIND), Wire.mapper().writeValueAsBytes(request));
    return Wire.mapper().readValue(answer, StepResult.class);
  }

  /** On a busy machine an answer may come too late; a worker asks again, too. */
  private static boolean isLater(StepResult result) {
    return switch (result) {
      case StepResult.Done done -> false;
      case StepResult.Waiting waiting -> true;
      case StepResult.Failed failed -> failed.code().retryable();
    };
  }

  /** A whole rotation, by its workflow. */
  void rotate(int number) {
    RotationPolicy policy = BenchWorld.policy();
    RotationRequest request =
        new RotationRequest(
            certificate(number),
            RotationReason.REQUESTED,
            WHO,
            policy.drain(),
            policy.gateDeadline(),
            policy.stepDeadline());
    String workflow =
        new Rotations(runtime.client())
            .start(new DueCredential(request, Tier.MEDIUM, WHO, Instant.now()))
            .workflowId();
    runtime.client().newUntypedWorkflowStub(workflow).getResult(Object.class);
  }

  /** How many certificates are revoked, each of them read back. */
  long rotated() {
    return BenchWorld.rotated(foundation());
  }

  @Override
  public void close() {
    worker.kill();
    edge.close();
    runtime.close();
  }
}
