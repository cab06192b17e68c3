package dev.rekey.activities.inventory;

import static dev.rekey.activities.testing.CertificateRecords.certificate;
import static dev.rekey.activities.testing.Enrolments.rotation;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.testing.CertificateRecords;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When certificates are due, which end by themselves. */
class CertificateDatesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final DueCredentials due = new DueCredentials(database.ledger());
  private final LedgerRotationLog log =
      new LedgerRotationLog(database.ledger(), PolicyClock::nextDue);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void it_is_due_at_its_part_of_its_own_lifetime_and_ends_with_it() {
    enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW, 30));
    EnrolledCredential known = known("web/tls");
    Instant share = NOW.plus(Duration.ofDays(30).multipliedBy(66).dividedBy(100));
    assertThat(known.nextDue()).isBetween(share, share.plus(Duration.ofHours(1)));
    assertThat(known.hardDeadline()).isEqualTo(NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void the_maximum_age_stays_the_upper_bound() {
    enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW, 200));
    EnrolledCredential known = known("web/tls");
    Instant twoThirds = NOW.plus(Duration.ofDays(60));
    assertThat(known.nextDue()).isBetween(twoThirds, twoThirds.plus(Duration.ofHours(1)));
    assertThat(known.hardDeadline()).isEqualTo(NOW.plus(Duration.ofDays(90)));
  }

  @Test
  void one_that_was_old_when_it_was_enrolled_is_due_at_once() {
    enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW.minus(Duration.ofDays(29)), 30));
    assertThat(names(NOW.plus(Duration.ofHours(1)))).containsExactly("web/tls");
  }

  @Test
  void after_a_rotation_the_new_certificate_counts_and_is_written_down_once() {
    CredentialRecord record = enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW, 30));
    Instant later = NOW.plus(Duration.ofDays(20));
    StepRequest rotation = rotation(record);
    SecretId secret = record.credential().secret();
    log.begin(rotation, version());
    log.certificate(secret, rotation.version(), certificate(later, 6));
    log.certificate(secret, rotation.version(), certificate(later, 90));
    log.rotated(rotation, later, List.of());
    assertThat(known("web/tls").hardDeadline()).isEqualTo(later.plus(Duration.ofDays(6)));
    assertThat(known("web/tls").nextDue())
        .isBetween(later.plus(Duration.ofDays(3)), later.plus(Duration.ofDays(5)));
  }

  @Test
  void no_freeze_and_no_window_lets_one_end() {
    RotationPolicy frozen =
        under(List.of(new Freeze(NOW, NOW.plus(Duration.ofDays(80)), "peak season")));
    enrol("web/tls", frozen, certificate(NOW, 30));
    EnrolledCredential known = known("web/tls");
    Instant end = NOW.plus(Duration.ofDays(30));
    assertThat(known.nextDue()).isBetween(end.minus(Duration.ofHours(26)), end);
    assertThat(known.mayStart(known.nextDue().minusSeconds(1))).isFalse();
    assertThat(known.mayStart(known.nextDue())).isTrue();
  }

  @Test
  void another_policy_moves_its_dates_and_not_its_end() {
    enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW, 30));
    inventory.changePolicy(
        new SecretId("web/tls"), under(List.of(new Freeze(NOW, NOW.plusSeconds(1), "none"))));
    assertThat(known("web/tls").hardDeadline()).isEqualTo(NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void those_of_one_day_are_spread_and_always_the_same_way() {
    IntStream.range(0, 20)
        .forEach(i -> enrol("web/" + i, RotationPolicy.DEFAULT, certificate(NOW, 90)));
    List<Instant> dates =
        IntStream.range(0, 20).mapToObj(i -> known("web/" + i).nextDue()).distinct().toList();
    assertThat(dates).hasSizeGreaterThan(15);
  }

  @Test
  void f15_what_fails_is_tried_again_sooner_the_less_time_is_left() {
    CredentialRecord record = enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW, 1));
    Instant late = NOW.plus(Duration.ofHours(20)); // four hours are left
    IntStream.range(0, 9).forEach(i -> log.withdrawn(rotation(record), late, List.of()));
    assertThat(names(late.plus(Duration.ofMinutes(29)))).isEmpty();
    assertThat(names(late.plus(Duration.ofMinutes(31)))).containsExactly("web/tls");
  }

  @Test
  void f11_one_that_is_being_replaced_is_not_ordered_again_however_late_it_is() {
    CredentialRecord record = enrol("web/tls", RotationPolicy.DEFAULT, certificate(NOW, 1));
    Instant began = Instant.now();
    log.begin(rotation(record), version());
    assertThat(names(began.plus(Duration.ofDays(2)))).isEmpty();
  }

  private CredentialRecord enrol(String name, RotationPolicy policy, KnownCertificate certificate) {
    return CertificateRecords.enrol(inventory, name, policy, certificate, NOW);
  }

  private EnrolledCredential known(String name) {
    return inventory.find(new SecretId(name)).orElseThrow();
  }

  private List<String> names(Instant now) {
    return due.page(now, 50, Optional.empty()).due().stream()
        .map(one -> one.request().credential().secret().value())
        .toList();
  }

  private static RotationPolicy under(List<Freeze> freezes) {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    return new RotationPolicy(
        usual.maxAge(),
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
