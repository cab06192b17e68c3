package dev.rekey.activities.inventory;

import static dev.rekey.activities.testing.Enrolments.rotation;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.notice.NoticeSteps;
import dev.rekey.activities.notice.Notifiers;
import dev.rekey.activities.testing.CertificateRecords;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates of 30 days, which are due after 20 and near their end after 25. */
class ExpiriesTest {
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final Expiries expiries = new Expiries(database.ledger());
  private final LedgerRotationLog log =
      new LedgerRotationLog(database.ledger(), PolicyClock::nextDue);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void half_of_the_time_for_it_may_pass_before_people_are_told() {
    enrol("web/tls", 24);
    assertThat(expiries.near(start)).isEmpty();
    enrol("shop/tls", 26);
    assertThat(expiries.near(start))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.secret().value()).isEqualTo("shop/tls");
              assertThat(one.end()).isEqualTo(start.plus(Duration.ofDays(4)));
              assertThat(one.why()).isEqualTo("no rotation of it has begun");
            });
  }

  @Test
  void what_the_authority_said_is_passed_on() {
    CredentialRecord record = enrol("web/tls", 26);
    StepRequest request = rotation(record);
    log.begin(request, version());
    assertThat(why()).contains("its rotation runs since").contains("has no certificate yet");
    log.concluded(
        request,
        new RotationOutcome.Withdrawn(
            current(record),
            RotationStep.CREATE,
            FailureCode.THROTTLED,
            "le allows no more orders before June"),
        start);
    assertThat(why())
        .startsWith("the last try ended at ")
        .endsWith(": THROTTLED: le allows no more orders before June");
  }

  @Test
  void an_edge_that_holds_the_gate_is_told_from_an_authority_that_refuses() {
    StepRequest request = rotation(enrol("web/tls", 26));
    log.begin(request, version());
    log.installed(request.version(), start);
    assertThat(why()).contains("the next one is there since", "somebody still uses the old one");
  }

  @Test
  void what_the_authority_wants_at_once_and_is_tried_in_vain_for_an_hour_is_told() {
    CredentialRecord record = enrol("web/tls", 5);
    log.advised(
        record.credential().secret(),
        current(record),
        Optional.of(CertificateRecords.window(start.minusSeconds(90), start.minusSeconds(60))),
        start);
    log.begin(rotation(record), version());
    assertThat(expiries.near(start.plus(Duration.ofMinutes(50)))).isEmpty();
    assertThat(expiries.near(start.plus(Duration.ofMinutes(70)))).hasSize(1);
  }

  @Test
  void each_thing_is_told_once_with_the_time_that_is_left() {
    enrol("web/tls", 26);
    Notice near = only(expiries.untold(start));
    assertThat(near.milestone()).isEqualTo("EXPIRY_NEAR");
    assertThat(near.title()).contains("web/tls", "in 4 days").doesNotContain("ended");
    assertThat(near.audiences()).contains(Audience.ON_CALL, Audience.CREDENTIAL_OWNER);
    assertThat(near.owners()).containsExactly("ann@example.com");
    tell(near);
    assertThat(expiries.untold(start.plus(Duration.ofDays(1)))).isEmpty();
    Notice ended = only(expiries.untold(start.plus(Duration.ofDays(4))));
    assertThat(ended.milestone()).isEqualTo("EXPIRED");
    assertThat(ended.incident()).isEqualTo(near.incident());
    tell(ended);
    assertThat(expiries.untold(start.plus(Duration.ofDays(5)))).isEmpty();
  }

  @Test
  void once_it_is_replaced_the_alarm_is_resolved_and_once() {
    CredentialRecord record = enrol("web/tls", 26);
    Notice near = only(expiries.untold(start));
    tell(near);
    StepRequest request = rotation(record);
    log.begin(request, version());
    log.certificate(
        record.credential().secret(), request.version(), CertificateRecords.certificate(start, 30));
    log.rotated(request, start, List.of());
    Notice over = only(expiries.untold(start));
    assertThat(over.alarm()).isEqualTo(Alarm.RESOLVE);
    assertThat(over.incident()).isEqualTo(near.incident());
    tell(over);
    assertThat(expiries.untold(start)).isEmpty();
  }

  private VersionId current(CredentialRecord record) {
    return inventory.find(record.credential().secret()).orElseThrow().version();
  }

  private static Notice only(List<Notice> notices) {
    assertThat(notices).hasSize(1);
    return notices.getFirst();
  }

  private void tell(Notice notice) {
    new NoticeSteps(
            database.ledger(),
            new InMemorySecretStore(),
            new Notifiers(),
            Optional.empty(),
            InstantSource.system())
        .run(new NoticeRequest.Deliver(notice));
  }

  private String why() {
    List<Expiry> near = expiries.near(start);
    assertThat(near).hasSize(1);
    return near.getFirst().why();
  }

  private CredentialRecord enrol(String name, int age) {
    return CertificateRecords.enrol(
        inventory,
        name,
        CertificateRecords.certificate(start.minus(Duration.ofDays(age)), 30),
        start);
  }
}
