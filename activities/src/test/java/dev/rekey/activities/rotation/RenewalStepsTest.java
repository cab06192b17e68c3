package dev.rekey.activities.rotation;

import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.RenewalAdvice.Window;
import dev.rekey.activities.authority.own.AdvisingAuthority;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.inventory.EnrolledCredential;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.inventory.InventorySteps;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.CertificateRecords;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RenewalQuestion;
import dev.rekey.model.rotation.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An authority says when it wants its certificates replaced (RFC 9773). */
class RenewalStepsTest {
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final InventorySteps questions = new InventorySteps(database.ledger());
  private final OwnAuthorityServer server = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  private Supplier<Optional<Window>> word = Optional::empty;
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(
          new Authorities(
              Map.of(
                  OwnAuthority.KIND,
                  (name, login) -> new AdvisingAuthority(server.authority(), () -> word.get()))),
          InstantSource.system(),
          Duration.ofSeconds(5));
  private final RenewalSteps steps = new RenewalSteps(ports());

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  @Test
  void its_window_decides_instead_of_a_part_of_the_lifetime() {
    RenewalQuestion question = enrol("web/tls", RotationPolicy.DEFAULT);
    says(days(10), days(12), Optional.empty());
    assertThat(steps.run(question))
        .isInstanceOfSatisfying(
            StepResult.Done.class,
            done -> assertThat(done.facts().getFirst().what()).contains("from " + days(10)));
    Instant due = known("web/tls").nextDue();
    assertThat(due).isBetween(days(10), days(12));
    steps.run(question);
    assertThat(known("web/tls").nextDue()).isEqualTo(due);
  }

  @Test
  void a_window_that_moved_into_the_past_means_now_in_spite_of_a_freeze() {
    RenewalQuestion question =
        enrol("web/tls", frozen(new Freeze(days(-1), days(60), "peak season")));
    says(days(10), days(12), Optional.empty());
    steps.run(question);
    assertThat(due(start.plusSeconds(60))).isEmpty();
    says(days(-3), days(-1), Optional.empty());
    steps.run(question);
    assertThat(due(start.plusSeconds(60))).containsExactly("web/tls");
  }

  @Test
  void the_maximum_age_stays_the_upper_bound() {
    RenewalQuestion question = enrol("web/tls", aged(Duration.ofDays(20)));
    says(days(50), days(52), Optional.empty());
    steps.run(question);
    assertThat(known("web/tls").nextDue()).isBetween(days(13), days(14));
  }

  @Test
  void it_is_asked_again_when_it_said_and_within_a_minute_and_a_day() {
    RenewalQuestion question = enrol("web/tls", RotationPolicy.DEFAULT);
    assertThat(unadvised(start)).containsExactly(question);
    says(days(10), days(12), Optional.of(start.plus(Duration.ofHours(2))));
    steps.run(question);
    assertThat(unadvised(start.plus(Duration.ofMinutes(119)))).isEmpty();
    assertThat(unadvised(start.plus(Duration.ofMinutes(121)))).containsExactly(question);
    says(days(10), days(12), Optional.of(days(-5)));
    steps.run(question);
    assertThat(unadvised(start.plusSeconds(50))).isEmpty();
    says(days(10), days(12), Optional.of(days(20)));
    steps.run(question);
    assertThat(unadvised(start.plus(Duration.ofHours(25)))).containsExactly(question);
  }

  @Test
  void one_that_does_not_answer_is_asked_again_in_an_hour_and_the_date_stays() {
    RenewalQuestion question = enrol("web/tls", RotationPolicy.DEFAULT);
    Instant before = known("web/tls").nextDue();
    word =
        () -> {
          throw new StepFailedException(FailureCode.TARGET_UNAVAILABLE, "as planned");
        };
    assertThat(catchThrowableOfType(StepFailedException.class, () -> steps.run(question)).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(known("web/tls").nextDue()).isEqualTo(before);
    assertThat(unadvised(start.plus(Duration.ofMinutes(50)))).isEmpty();
    assertThat(unadvised(start.plus(Duration.ofMinutes(65)))).containsExactly(question);
  }

  private void says(Instant from, Instant until, Optional<Instant> again) {
    word = () -> Optional.of(new Window(from, until, again, Optional.empty()));
  }

  private Instant days(int days) {
    return start.plus(Duration.ofDays(days));
  }

  private RenewalQuestion enrol(String name, RotationPolicy policy) {
    TlsCertificate spec = CertificateRecords.spec(name);
    Login login = target.issue(spec, server.login(), target.prepare(spec, server.login()));
    VersionId version = version();
    store.create(spec.secret(), version, login);
    inventory.certificate(spec.secret(), version, target.certificate(spec, login).orElseThrow());
    inventory.enrol(
        new CredentialRecord(spec, "ann", Tier.HIGH, policy),
        version,
        login.identity(),
        "ann",
        start);
    return new RenewalQuestion(spec, version);
  }

  private EnrolledCredential known(String name) {
    return inventory.find(new SecretId(name)).orElseThrow();
  }

  private List<RenewalQuestion> unadvised(Instant now) {
    return ((InventoryReply.ToAsk) questions.run(new InventoryRequest.Unadvised(now, 9)))
        .questions();
  }

  private List<String> due(Instant now) {
    return ((InventoryReply.DuePage)
            questions.run(new InventoryRequest.Due(now, 9, Optional.empty())))
        .due().stream().map(one -> one.request().credential().secret().value()).toList();
  }

  private Ports ports() {
    return new Ports(
        store,
        store,
        spec -> new Subject<>(target, (TlsCertificate) spec, server.login()),
        new InMemoryConsumers(),
        new ScriptedDelivery(),
        new LedgerRotationLog(database.ledger(), PolicyClock::nextDue),
        RenewalStepsTest::atOnce,
        () -> start,
        time -> {});
  }

  private static <T> T atOnce(SecretId secret, Supplier<T> work) {
    return work.get();
  }

  private static RotationPolicy frozen(Freeze freeze) {
    return policy(RotationPolicy.DEFAULT.maxAge(), List.of(freeze));
  }

  private static RotationPolicy aged(Duration maxAge) {
    return policy(maxAge, List.of());
  }

  private static RotationPolicy policy(Duration maxAge, List<Freeze> freezes) {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    return new RotationPolicy(
        maxAge,
        Optional.empty(),
        usual.zone(),
        List.of(),
        usual.jitter(),
        freezes,
        usual.drain(),
        usual.gateDeadline(),
        usual.stepDeadline());
  }
}
