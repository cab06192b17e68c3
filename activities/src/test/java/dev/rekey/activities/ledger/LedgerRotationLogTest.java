package dev.rekey.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.rotation.RotationLog.KnownKey;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerRotationLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final List<Fact> FACTS = List.of(new Fact("seen", "127.0.0.1:5432/orders", NOW));
  private static LedgerDatabase database;
  private static LedgerRotationLog log;

  private final VersionId old = version();
  private final VersionId next = version();

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
    log =
        new LedgerRotationLog(
            database.ledger(), (secret, policy, since, term) -> since.plus(Duration.ofDays(60)));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_rotation_remembers_what_was_current_when_it_first_began() {
    OpenRotation begun = log.begin(request(), old);
    assertThat(begun).isEqualTo(new OpenRotation(next, old, Optional.empty(), false));
    assertThat(log.begin(request(), next)).isEqualTo(begun);
    assertThat(log.find(next)).contains(begun);
  }

  @Test
  void a_rotation_that_never_began_is_unknown() {
    assertThat(log.find(next)).isEmpty();
    log.installed(next, NOW);
    assertThat(log.find(next)).isEmpty();
  }

  @Test
  void only_the_first_time_of_installing_counts() {
    log.begin(request(), old);
    log.installed(next, NOW);
    log.installed(next, NOW.plusSeconds(60));
    assertThat(log.find(next).orElseThrow().installed()).contains(NOW);
  }

  @Test
  void a_step_again_replaces_what_it_saw() {
    log.begin(request(), old);
    log.stepDone(next, RotationStep.CREATE, List.of());
    log.stepDone(next, RotationStep.CREATE, FACTS);
    assertThat(
            new RotationHistory(database.ledger())
                .latest(Optional.of(request().credential().secret()), 1)
                .getFirst()
                .steps())
        .singleElement()
        .satisfies(step -> assertThat(step.facts()).isEqualTo(FACTS));
  }

  @Test
  void whom_a_credential_was_seen_to_be_is_known_until_the_credential_is_not() {
    SecretId secret = enrolled("met");
    NativeId first = new NativeId("orders_a", "7123", "16384");
    NativeId renewed = new NativeId("orders_a", "7123", "16390");
    log.natives().note(secret, List.of(first));
    log.natives().note(secret, List.of(first, renewed));
    assertThat(log.natives().of(List.of(secret, new SecretId("nobody"))))
        .containsOnlyKeys(secret)
        .containsEntry(secret, List.of(first, renewed));
    new Inventory(database.ledger()).remove(secret, "gone", "erin", NOW);
    assertThat(log.natives().of(List.of(secret))).isEmpty();
  }

  @Test
  void a_user_of_iam_is_known_by_its_keys_the_one_in_use_first() {
    IamAccessKey spec =
        new IamAccessKey(
            new SecretId("deploy"),
            "ci",
            "111122223333",
            List.of(IamAccessKey.GLOBAL),
            IamAccessKey.QUIET);
    CredentialRecord record =
        new CredentialRecord(spec, "ann@example.com", Tier.HIGH, RotationPolicy.DEFAULT);
    Enrolments.enrol(new Inventory(database.ledger()), record, NOW);
    log.keys(spec.secret(), List.of("AKIAOLD", "AKIANOW", "AKIAOLDER"));
    log.retired(spec.secret(), "AKIAOLDER", NOW.minusSeconds(60));
    log.retired(spec.secret(), "AKIAOLD", NOW);
    assertThat(log.natives().of(List.of(spec.secret())).get(spec.secret()))
        .containsSubsequence(key("AKIANOW"), key("AKIAOLD"), key("AKIAOLDER"));
  }

  private static NativeId key(String id) {
    return new NativeId("ci", "iam:111122223333", id);
  }

  @Test
  void a_rotation_ends_once() {
    log.begin(request(), old);
    log.rotated(request(), NOW, FACTS);
    log.rotated(request(), NOW.plusSeconds(60), List.of());
    log.withdrawn(request(), NOW.plusSeconds(90), List.of());
    assertThat(log.find(next).orElseThrow().ended()).isTrue();
    assertThat(
            new RotationHistory(database.ledger())
                .latest(Optional.of(request().credential().secret()), 1))
        .singleElement()
        .satisfies(
            past -> {
              assertThat(past.outcome()).isEqualTo("rotated");
              assertThat(past.endedAt()).contains(NOW);
              assertThat(past.steps().getLast().facts()).isEqualTo(FACTS);
            });
  }

  @Test
  void a_rotation_may_be_withdrawn_before_it_began_and_never_begins_again() {
    log.withdrawn(request(), NOW, List.of());
    assertThat(log.find(next).orElseThrow().ended()).isTrue();
    assertThat(log.begin(request(), old).ended()).isTrue();
  }

  @Test
  void another_rotation_of_the_same_credential_is_a_rival_until_it_ends_or_is_surely_dead() {
    CredentialRecord record = Enrolments.record("rivals", Tier.LOW);
    SecretId secret = record.credential().secret();
    Enrolments.enrol(new Inventory(database.ledger()), record, NOW);
    StepRequest first = Enrolments.rotation(record);
    log.begin(first, old);
    assertThat(log.rival(secret, next)).contains(first.version());
    assertThat(log.rival(secret, first.version())).isEmpty();
    database
        .ledger()
        .change(
            "UPDATE rekey.rotation SET started_at = started_at - interval '90 days'"
                + " WHERE version = ?",
            first.version());
    assertThat(log.rival(secret, next)).isEmpty();
    StepRequest second = Enrolments.rotation(record);
    log.begin(second, old);
    log.rotated(second, NOW, FACTS);
    assertThat(log.rival(secret, next)).isEmpty();
  }

  @Test
  void a_key_is_ours_for_its_credential_alone_and_the_last_time_of_its_retirement_counts() {
    SecretId secret = enrolled("keys");
    log.keys(secret, List.of("AKIA1", "AKIA2"));
    log.retired(secret, "AKIA1", NOW);
    log.retired(secret, "AKIA1", NOW.plusSeconds(60));
    log.keys(secret, List.of("AKIA1"));
    assertThat(log.key(secret, "AKIA1"))
        .contains(new KnownKey("AKIA1", Optional.of(NOW.plusSeconds(60))));
    assertThat(log.key(secret, "AKIA2")).contains(new KnownKey("AKIA2", Optional.empty()));
    assertThat(log.key(secret, "AKIA3")).isEmpty();
    assertThat(log.key(enrolled("others"), "AKIA1")).isEmpty();
  }

  @Test
  void what_gave_way_to_a_version_is_told_once_however_often_it_is_written_down() {
    SecretId secret = enrolled("places");
    log.keys(secret, List.of("AKIA8", "AKIA9"));
    log.givesWay(secret, "AKIA8", next, "first words");
    log.givesWay(secret, "AKIA8", next, "last words");
    log.givesWay(secret, "AKIA9", version(), "for another one");
    log.givesWay(secret, "AKIA7", next, "nobody knows it");
    assertThat(log.gaveWay(next)).containsExactly("last words");
  }

  private static SecretId enrolled(String name) {
    CredentialRecord record = Enrolments.record(name, Tier.LOW);
    Enrolments.enrol(new Inventory(database.ledger()), record, NOW);
    return record.credential().secret();
  }

  private StepRequest request() {
    return new StepRequest(
        RotationStep.CREATE,
        Credentials.alternating(),
        next,
        RotationReason.SCHEDULED,
        "sweep",
        Optional.empty());
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
