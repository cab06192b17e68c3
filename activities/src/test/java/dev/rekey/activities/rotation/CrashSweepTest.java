package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Pause;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.activities.ledger.LedgerCredentialLock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.activities.store.embedded.KeyFile;
import dev.rekey.activities.store.secretsmanager.StoresInMemory;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.EveryTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.CrashAt;
import dev.rekey.activities.testing.CrashSweeps;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A crash before and after every effect of every step, on a real PostgreSQL, ledger and store. */
class CrashSweepTest {
  private static final SecretId ROTATOR = new SecretId("rotator/sweep");
  private static final AtomicInteger NAMES = new AtomicInteger();

  @TempDir static Path folder;
  private static PostgresServer server;
  private static LedgerDatabase ledger;
  private static InstalledStore embedded;
  private static InstalledStore store;
  private static LedgerConsumers consumers;
  private static Login rotator;
  private static final Targets TARGETS = new EveryTarget();

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
    server.sql("CREATE ROLE sweep");
    rotator = server.rotator("rotator", "sweep");
    ledger = new LedgerDatabase();
    embedded = EmbeddedSecretStore.open(ledger.ledger(), new KeyFile(folder.resolve("keys")));
    consumers = new LedgerConsumers(ledger.ledger());
  }

  @AfterAll
  static void stop() {
    ledger.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, SCHEDULED", "true, COMPROMISED", "false, COMPROMISED"})
  void two_users_converge_from_a_crash_around_every_effect(
      boolean workerDies, RotationReason reason) {
    store = embedded;
    sweep(true, workerDies, reason);
  }

  /**
   * The fault strikes around whole calls of the store; FaultScheduleTest goes between AWS's own.
   */
  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, COMPROMISED"})
  void both_converge_over_secrets_manager(boolean workerDies, RotationReason reason) {
    store = new StoresInMemory(new InMemorySecretsManager()).behind(Striking.NONE);
    sweep(true, workerDies, reason);
    sweep(false, workerDies, reason);
  }

  @ParameterizedTest
  @CsvSource({"true, SCHEDULED", "false, SCHEDULED", "true, COMPROMISED"})
  void one_user_converges_from_a_crash_around_every_effect(
      boolean workerDies, RotationReason reason) {
    store = embedded;
    sweep(false, workerDies, reason);
  }

  private static void sweep(boolean two, boolean workerDies, RotationReason reason) {
    CrashSweeps.sweep(25, crash -> new Rotation(two, reason).survives(crash, workerDies));
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }

  /** One credential of its own, rotated once. */
  private static final class Rotation {
    private final PostgresUser spec;
    private final RotationReason reason;
    private final VersionId first = version();
    private final VersionId next = version();
    private final ConsumerId consumer;

    Rotation(boolean two, RotationReason reason) {
      this.reason = reason;
      String name = "c" + NAMES.incrementAndGet();
      this.spec = spec(name, two);
      this.consumer = new ConsumerId(name);
      Login login =
          new Login(spec.identities().getFirst(), SecretValue.of("first-password-of-" + name));
      TARGETS.of(spec).install(spec, rotator, login, other(login));
      store.create(spec.secret(), first, login);
      consumers.register(new Consumer.Pull(consumer, spec.secret(), "ann"), "ann", Instant.now());
      acknowledgeCurrent();
    }

    /** With two users a first one is made as if the second were current. */
    private Login other(Login login) {
      return new Login(spec.identities().getLast(), login.value());
    }

    private static PostgresUser spec(String name, boolean two) {
      OutageAcceptance accepted = new OutageAcceptance("ann", Instant.EPOCH, "a test");
      return new PostgresUser(
          new SecretId("sweep/" + name),
          List.of(server.endpoint()),
          ROTATOR,
          two
              ? new PostgresStrategy.AlternatingUsers("sweep", name + "_a", name + "_b")
              : new PostgresStrategy.SingleUser(single(name), accepted),
          PasswordPolicy.DEFAULT);
    }

    private static String single(String name) {
      server.sql("SET ROLE rotator; CREATE ROLE " + name + " LOGIN IN ROLE sweep; RESET ROLE");
      return name;
    }

    void survives(CrashAt crash, boolean workerDies) {
      crash.looking(this::someLoginWorks);
      RotationDriver driver =
          new RotationDriver(steps(crash), spec, next, reason, this::acknowledgeCurrent);
      Optional<FailureCode> left = (workerDies ? driver : driver.functionsDieAlone()).run();
      assertThat(left).as(crash.toString()).isEmpty();
      assertThat(store.labels(spec.secret()))
          .as(crash.toString())
          .containsEntry(VersionStage.AWSCURRENT, next)
          .containsEntry(VersionStage.AWSPREVIOUS, first)
          .doesNotContainKey(VersionStage.AWSPENDING);
      assertThat(verdict(next)).as(crash.toString()).isEqualTo(Verdict.ACCEPTED);
      assertThat(verdict(first)).as(crash.toString()).isEqualTo(Verdict.REFUSED);
      assertThat(live()).as(crash.toString()).isEqualTo(1);
    }

    /** At the moment of the crash: what consumers get works, unless an outage was accepted. */
    private void someLoginWorks(CrashAt crash) {
      if (spec.overlaps() && reason.oldIsTrusted()) {
        VersionId current = store.labels(spec.secret()).get(VersionStage.AWSCURRENT);
        assertThat(verdict(current)).as(crash.toString()).isEqualTo(Verdict.ACCEPTED);
      }
    }

    private Verdict verdict(VersionId version) {
      Login login = store.read(spec.secret(), version, Reader.rekey("test")).orElseThrow();
      return TARGETS.of(spec).tryOut(spec, login).getFirst().verdict();
    }

    private long live() {
      String names = String.join("','", spec.identities());
      return server
          .query("SELECT 1 FROM pg_roles WHERE rolcanlogin AND rolname IN ('" + names + "')")
          .size();
    }

    private void acknowledgeCurrent() {
      VersionId current = store.labels(spec.secret()).get(VersionStage.AWSCURRENT);
      consumers.acknowledge(consumer, spec.secret(), current, Instant.now());
    }

    @SuppressWarnings("unchecked") // the proxy of a generic interface
    private RotationSteps steps(Striking.Fault fault) {
      ChoosingTarget<PostgresUser> target =
          Striking.around(ChoosingTarget.class, TARGETS.of(spec), fault);
      return new RotationSteps(
          new Ports(
              Striking.around(SecretStore.class, store, fault),
              Striking.around(AccessLog.class, store, fault),
              credential -> new Subject<>(target, spec, rotator),
              Striking.around(Consumers.class, consumers, fault),
              new ScriptedDelivery(),
              Striking.around(
                  RotationLog.class,
                  new LedgerRotationLog(
                      ledger.ledger(),
                      (secret, policy, since, term) -> since.plus(policy.maxAge())),
                  fault),
              new LedgerCredentialLock(ledger.ledger()),
              InstantSource.system(),
              Pause::really));
    }
  }
}
