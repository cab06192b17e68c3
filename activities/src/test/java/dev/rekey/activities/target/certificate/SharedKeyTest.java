package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.trigger.Clue;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A key is found in a container image, and three certificates have it, each served at an edge of
 * its own (scenario S08).
 */
class SharedKeyTest {
  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final LedgerRotationLog log =
      new LedgerRotationLog(database.ledger(), PolicyClock::nextDue);
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final KeyPair shared = KeyPairs.make(KeyType.EC_P256);
  private final List<Edge> edges =
      Stream.of("a", "b", "c").map(name -> Edge.serving(name, shared)).toList();
  private final Edge one = edges.getFirst();
  private final String key = one.first().identity();
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(
          new Authorities(
              Map.of(OwnAuthority.KIND, (name, login) -> edge(name).authority().authority())),
          InstantSource.system(),
          Duration.ofSeconds(5));
  private final RotationSteps steps = new RotationSteps(ports());
  private final VersionId next = Enrolments.version();

  private Edge edge(String authority) {
    return edges.stream()
        .filter(edge -> edge.spec().authority().equals(authority))
        .findFirst()
        .orElseThrow();
  }

  /** They came under care with the same key. */
  @BeforeEach
  void enrol() {
    for (Edge edge : edges) {
      TlsCertificate spec = edge.spec();
      VersionId version = Enrolments.version();
      store.create(spec.secret(), version, edge.first());
      inventory.certificate(
          spec.secret(), version, target.certificate(spec, edge.first()).orElseThrow());
      inventory.enrol(
          new CredentialRecord(spec, "ann", Tier.HIGH, RotationPolicy.DEFAULT),
          version,
          key,
          "ann",
          Instant.now());
    }
  }

  @AfterEach
  void stop() {
    edges.forEach(Edge::close);
    database.close();
  }

  @Test
  void s08_whoever_has_the_key_is_taken_into_the_incident_of_one() {
    String serial = HeldCertificate.of(one.first()).certificate().serial();
    for (Clue clue :
        List.of(
            new Clue.Secret("a/tls"),
            new Clue.Certificate(key),
            new Clue.Certificate(serial.toUpperCase(Locale.ROOT)))) {
      assertThat(atRisk(clue)).containsExactlyInAnyOrder("a/tls", "b/tls", "c/tls");
    }
    Edge other = edges.get(1);
    begin(other, RotationReason.SCHEDULED); // it moves on to a key of its own
    other.server().serve(read(other));
    run(other, RotationReason.SCHEDULED, RotationStep.VERIFY);
    run(other, RotationReason.SCHEDULED, RotationStep.REVOKE);
    assertThat(atRisk(new Clue.Secret("a/tls"))).containsExactlyInAnyOrder("a/tls", "c/tls");
  }

  @Test
  void s08_all_are_replaced_then_revoked_as_compromised_once_every_edge_has_moved() {
    for (Edge edge : edges) {
      begin(edge, RotationReason.EXPOSED);
      assertThat(run(edge, RotationReason.EXPOSED, RotationStep.VERIFY))
          .isInstanceOf(StepResult.Waiting.class);
      assertThat(edge.authority().register().revocations("tests")).isEmpty();
      edge.server().serve(read(edge));
      run(edge, RotationReason.EXPOSED, RotationStep.VERIFY);
      assertThat(run(edge, RotationReason.EXPOSED, RotationStep.REVOKE))
          .isInstanceOf(StepResult.Done.class);
      assertThat(edge.authority().register().revocations("tests"))
          .singleElement()
          .satisfies(it -> assertThat(it.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE));
      assertThat(target.tryOut(edge.spec(), edge.authority().login(), edge.first()))
          .allMatch(trial -> trial.verdict() == Trial.Verdict.REFUSED);
      assertThat(read(edge).identity()).isNotEqualTo(key);
    }
    assertThat(log.leakedSince(key)).isPresent();
  }

  @Test
  void s08_containment_writes_the_key_down_and_spares_what_replaced_it() {
    begin(one, RotationReason.EXPOSED);
    assertThat(log.leakedSince(key)).isEmpty();
    new ResponseSteps(ports())
        .run(
            new ResponseRequest(
                ResponseCall.CONTAIN,
                new IncidentId("INC-0000000A"),
                List.of(new Affected(one.spec(), Optional.of(version(one)))),
                Instant.now()));
    assertThat(log.leakedSince(key)).isPresent();
    assertThat(log.leakedSince(read(one).identity())).isEmpty();
  }

  @Test
  void s08_a_key_that_leaked_is_never_certified_again() {
    Login prepared = target.prepare(one.spec(), one.authority().login());
    store.stage(one.spec().secret(), IssuingTarget.preparation(version(one)), prepared);
    log.leaked(one.spec().secret(), prepared.identity(), Instant.now());
    int before = issued();
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class,
            () -> run(one, RotationReason.SCHEDULED, RotationStep.CREATE));
    assertThat(refused.code()).isEqualTo(FailureCode.VALUE_REJECTED); // so another key is made
    assertThat(issued()).isEqualTo(before);
    run(one, RotationReason.SCHEDULED, RotationStep.DISCARD);
    steps.run(
        new StepRequest(
            RotationStep.CREATE,
            one.spec(),
            Enrolments.version(),
            RotationReason.SCHEDULED,
            "ann",
            Optional.empty()));
    assertThat(issued()).isEqualTo(before + 1);
  }

  private List<String> atRisk(Clue clue) {
    return new AtRiskCredentials(database.ledger())
        .of(List.of(clue)).stream().map(risk -> risk.secret().value()).toList();
  }

  private void begin(Edge edge, RotationReason reason) {
    run(edge, reason, RotationStep.CREATE);
    run(edge, reason, RotationStep.DEPLOY);
  }

  private StepResult run(Edge edge, RotationReason reason, RotationStep step) {
    return steps.run(
        new StepRequest(step, edge.spec(), version(edge), reason, "ann", Optional.empty()));
  }

  /** The version that is made for it in this test. */
  private VersionId version(Edge edge) {
    return new VersionId(next.value().substring(0, 35) + edges.indexOf(edge));
  }

  private int issued() {
    List<String> serials = new ArrayList<>();
    one.authority()
        .register()
        .each("tests", certificate -> serials.add(CertificateChain.serial(certificate)));
    return serials.size();
  }

  private Login read(Edge edge) {
    return store.read(edge.spec().secret(), version(edge), Reader.rekey("test")).orElseThrow();
  }

  private Ports ports() {
    return new Ports(
        store,
        store,
        spec -> {
          TlsCertificate certificate = (TlsCertificate) spec;
          return new Subject<>(
              target, certificate, edge(certificate.authority()).authority().login());
        },
        new InMemoryConsumers(),
        new ScriptedDelivery(),
        log,
        SharedKeyTest::atOnce,
        InstantSource.system(),
        time -> {});
  }

  private static <T> T atOnce(SecretId secret, Supplier<T> work) {
    return work.get();
  }
}
