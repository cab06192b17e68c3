package dev.rekey.activities.inventory;

import static dev.rekey.activities.testing.Enrolments.enrol;
import static dev.rekey.activities.testing.Enrolments.record;
import static dev.rekey.activities.testing.Enrolments.rotation;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.InventoryReply.BreachesRecorded;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final CredentialRecord ORDERS = record("orders", Tier.HIGH);

  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final Breaches breaches = new Breaches(database.ledger());
  private final LedgerRotationLog log =
      new LedgerRotationLog(database.ledger(), PolicyClock::nextDue);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_was_enrolled_comes_back() {
    VersionId version = version();
    assertThat(inventory.enrol(ORDERS, version, "orders_a", "ann", NOW)).isTrue();
    EnrolledCredential known = inventory.find(new SecretId("orders")).orElseThrow();
    assertThat(known)
        .isEqualTo(
            new EnrolledCredential(
                ORDERS,
                version,
                "ann",
                NOW,
                Optional.empty(),
                PolicyClock.nextDue(new SecretId("orders"), RotationPolicy.DEFAULT, NOW),
                NOW.plus(Duration.ofDays(90)),
                Optional.empty()));
    assertThat(inventory.all()).containsExactly(known);
    assertThat(inventory.isRotator(new SecretId("rotator/orders"))).isTrue();
    assertThat(inventory.isRotator(new SecretId("orders"))).isFalse();
  }

  @Test
  void a_name_is_enrolled_once() {
    enrol(inventory, ORDERS, NOW);
    assertThat(inventory.enrol(ORDERS, version(), "orders_a", "eve", NOW)).isFalse();
    assertThat(inventory.find(new SecretId("orders")).orElseThrow().addedBy()).isEqualTo("ann");
  }

  @Test
  void f10_one_user_at_a_target_belongs_to_one_credential() {
    enrol(inventory, ORDERS, NOW);
    PostgresUser half =
        new PostgresUser(
            new SecretId("other"),
            ((PostgresUser) ORDERS.credential()).endpoints(),
            new SecretId("rotator/orders"),
            new PostgresStrategy.AlternatingUsers("others", "others_a", "orders_b"),
            PasswordPolicy.DEFAULT);
    CredentialRecord thief = new CredentialRecord(half, "eve", Tier.LOW, RotationPolicy.DEFAULT);
    assertThat(inventory.enrol(thief, version(), "orders_a", "eve", NOW)).isFalse();
    assertThat(inventory.find(new SecretId("other"))).isEmpty();
    String target = half.target();
    assertThat(inventory.claimant(target, "orders_b")).contains(new SecretId("orders"));
    assertThat(inventory.claimant(target, "others_a")).isEmpty();
  }

  @Test
  void a_policy_that_cannot_be_computed_with_enrols_nothing() {
    RotationPolicy odd = scheduled("every sunday");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> inventory.enrol(record("a", Tier.LOW, odd), version(), "a_a", "ann", NOW));
    assertThat(inventory.all()).isEmpty();
  }

  @Test
  void a_new_policy_moves_the_dates() {
    enrol(inventory, ORDERS, NOW);
    RotationPolicy daily = scheduled("0 3 * * *");
    assertThat(inventory.changePolicy(new SecretId("orders"), daily)).isTrue();
    assertThat(inventory.changePolicy(new SecretId("nobody"), daily)).isFalse();
    EnrolledCredential known = inventory.find(new SecretId("orders")).orElseThrow();
    assertThat(known.record().policy()).isEqualTo(daily);
    assertThat(known.nextDue()).isBetween(NOW, NOW.plus(Duration.ofHours(26)));
  }

  @Test
  void a_proven_rotation_starts_the_age_again_and_only_once() {
    enrol(inventory, ORDERS, NOW);
    Instant later = NOW.plus(Duration.ofDays(50));
    StepRequest rotation = rotation(ORDERS);
    log.begin(rotation, version());
    log.rotated(rotation, later, List.of());
    log.rotated(rotation, later.plus(Duration.ofDays(9)), List.of());
    EnrolledCredential known = inventory.find(new SecretId("orders")).orElseThrow();
    assertThat(known.lastRotated()).contains(later);
    assertThat(known.version()).isEqualTo(rotation.version());
    assertThat(known.hardDeadline()).isEqualTo(later.plus(Duration.ofDays(90)));
    assertThat(known.nextDue())
        .isEqualTo(PolicyClock.nextDue(known.secret(), RotationPolicy.DEFAULT, later));
  }

  @Test
  void f20_a_breach_is_written_once_from_its_first_moment_and_closed_by_the_rotation() {
    enrol(inventory, ORDERS, NOW);
    enrol(inventory, record("fresh", Tier.LOW), NOW.plus(Duration.ofDays(80)));
    Instant late = NOW.plus(Duration.ofDays(93));
    assertThat(breaches.record(late)).isEqualTo(new BreachesRecorded(1, 1));
    assertThat(breaches.record(late.plusSeconds(60))).isEqualTo(new BreachesRecorded(1, 0));
    rotate(ORDERS, late.plusSeconds(120));
    assertThat(breaches.record(late.plusSeconds(180))).isEqualTo(new BreachesRecorded(0, 0));
    assertThat(closed()).containsExactly("2027-02-21 to 2027-02-24");
  }

  @Test
  void f20_a_breach_that_no_sweep_saw_is_written_by_the_rotation_that_ends_it() {
    enrol(inventory, ORDERS, NOW);
    rotate(ORDERS, NOW.plus(Duration.ofDays(93)));
    assertThat(closed()).containsExactly("2027-02-21 to 2027-02-24");
  }

  @Test
  void f18_only_a_proven_rotation_counts_as_compliant() {
    assertThat(breaches.compliance(NOW).percent()).isEqualTo(100);
    for (String name : List.of("a", "b", "c", "d")) {
      enrol(inventory, record(name, Tier.LOW), NOW);
    }
    rotate(record("a", Tier.LOW), NOW.plus(Duration.ofDays(50)));
    StepRequest withdrawn = rotation(record("b", Tier.LOW));
    log.withdrawn(withdrawn, NOW.plus(Duration.ofDays(50)), List.of());
    assertThat(breaches.compliance(NOW.plus(Duration.ofDays(51))))
        .isEqualTo(new Compliance(4, 1, 3, 0, 0))
        .satisfies(compliance -> assertThat(compliance.percent()).isEqualTo(25));
    assertThat(breaches.compliance(NOW.plus(Duration.ofDays(91))))
        .isEqualTo(new Compliance(4, 1, 0, 3, 3));
  }

  private void rotate(CredentialRecord record, Instant at) {
    StepRequest rotation = rotation(record);
    log.begin(rotation, version());
    log.rotated(rotation, at, List.of());
  }

  private List<String> closed() {
    return database
        .ledger()
        .all(
            "SELECT since::date || ' to ' || closed_at::date AS t FROM rekey.breach",
            row -> row.text("t"));
  }

  private static RotationPolicy scheduled(String cron) {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    return new RotationPolicy(
        usual.maxAge(),
        Optional.of(cron),
        usual.zone(),
        List.of(),
        usual.jitter(),
        List.of(),
        usual.drain(),
        usual.gateDeadline(),
        usual.stepDeadline());
  }
}
