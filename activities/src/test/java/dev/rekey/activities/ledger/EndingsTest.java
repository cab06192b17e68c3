package dev.rekey.activities.ledger;

import static dev.rekey.activities.testing.Enrolments.enrol;
import static dev.rekey.activities.testing.Enrolments.record;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.inventory.Breaches;
import dev.rekey.activities.inventory.DueCredentials;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingsTest {
  private static final Instant ENROLLED = Instant.parse("2026-08-01T03:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final CredentialRecord ORDERS = record("orders", Tier.HIGH);

  private final LedgerDatabase database = new LedgerDatabase();
  private final Ledger ledger = database.ledger();
  private final LedgerRotationLog log = new LedgerRotationLog(ledger, PolicyClock::nextDue);
  private final VersionId next = version();
  private final RotationOutcome unfinished =
      new RotationOutcome.Unfinished(
          next, RotationStep.VERIFY, FailureCode.GATE_DEADLINE, "billing is in the way", List.of());
  private final RotationOutcome withdrawn =
      new RotationOutcome.Withdrawn(
          next, RotationStep.CREATE, FailureCode.GRANTS_DIFFER, "SELECT on items is missing");

  @BeforeEach
  void enrolled() {
    enrol(new Inventory(ledger), ORDERS, ENROLLED);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void how_and_why_it_ended_is_remembered() {
    log.begin(call(RotationStep.CREATE), version());
    log.concluded(call(RotationStep.CONCLUDE), unfinished, NOW);
    PastRotation past = latest();
    assertThat(past.outcome()).isEqualTo("unfinished");
    assertThat(past.endedAt()).contains(NOW);
    assertThat(past.failedAt()).contains(RotationStep.VERIFY);
    assertThat(past.code()).contains(FailureCode.GATE_DEADLINE);
    assertThat(past.why()).contains("billing is in the way");
  }

  @Test
  void what_people_must_finish_is_left_alone_for_a_while_and_then_due_again() {
    log.begin(call(RotationStep.CREATE), version());
    log.concluded(call(RotationStep.CONCLUDE), unfinished, NOW);
    assertThat(due(NOW.plusSeconds(60))).isFalse();
    assertThat(due(NOW.plusSeconds(14 * 60))).isFalse();
    assertThat(due(NOW.plusSeconds(15 * 60))).isTrue();
  }

  @Test
  void told_twice_is_told_once() {
    log.begin(call(RotationStep.CREATE), version());
    log.concluded(call(RotationStep.CONCLUDE), unfinished, NOW);
    log.concluded(call(RotationStep.CONCLUDE), unfinished, NOW.plusSeconds(600));
    assertThat(latest().endedAt()).contains(NOW);
    assertThat(failures()).isEqualTo(1);
    assertThat(due(NOW.plusSeconds(15 * 60))).isTrue();
  }

  @Test
  void a_withdrawal_hears_its_reason_and_is_one_failure() {
    log.begin(call(RotationStep.CREATE), version());
    log.withdrawn(call(RotationStep.WITHDRAW), NOW, List.of());
    log.concluded(call(RotationStep.CONCLUDE), withdrawn, NOW.plusSeconds(5));
    assertThat(latest().outcome()).isEqualTo("withdrawn");
    assertThat(latest().endedAt()).contains(NOW);
    assertThat(latest().code()).contains(FailureCode.GRANTS_DIFFER);
    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void what_the_ledger_saw_to_be_rotated_or_withdrawn_stays_so() {
    log.begin(call(RotationStep.CREATE), version());
    log.withdrawn(call(RotationStep.WITHDRAW), NOW, List.of());
    log.concluded(call(RotationStep.CONCLUDE), unfinished, NOW);
    assertThat(latest().outcome()).isEqualTo("withdrawn");
    VersionId other = version();
    log.begin(call(RotationStep.CREATE, other), version());
    log.rotated(call(RotationStep.REVOKE, other), NOW, List.of());
    log.concluded(call(RotationStep.CONCLUDE, other), unfinished, NOW);
    PastRotation rotated =
        new RotationHistory(ledger)
            .latest(Optional.empty(), 9).stream()
                .filter(past -> past.version().equals(other))
                .findFirst()
                .orElseThrow();
    assertThat(rotated.outcome()).isEqualTo("rotated");
    assertThat(rotated.why()).isEmpty();
    assertThat(failures()).isZero();
  }

  @Test
  void what_a_response_took_over_is_no_failure_and_makes_way_for_it() {
    log.begin(call(RotationStep.CREATE), version());
    log.concluded(
        call(RotationStep.CONCLUDE), new RotationOutcome.Superseded(next, "incident 7"), NOW);
    assertThat(latest().outcome()).isEqualTo("superseded");
    assertThat(latest().why()).contains("incident 7 took over");
    assertThat(latest().code()).isEmpty();
    assertThat(failures()).isZero();
    assertThat(due(NOW.plusSeconds(60))).isFalse();
    assertThat(due(NOW.plusSeconds(15 * 60))).isTrue();
  }

  @Test
  void a_candidate_that_was_withdrawn_for_a_response_is_told_as_superseded() {
    log.begin(call(RotationStep.CREATE), version());
    log.withdrawn(call(RotationStep.WITHDRAW), NOW, List.of());
    log.concluded(
        call(RotationStep.CONCLUDE), new RotationOutcome.Superseded(next, "incident 7"), NOW);
    assertThat(latest().outcome()).isEqualTo("superseded");
  }

  @Test
  void a_rotation_that_never_began_ends_all_the_same() {
    log.concluded(call(RotationStep.CONCLUDE), withdrawn, NOW);
    assertThat(latest().outcome()).isEqualTo("withdrawn");
    assertThat(latest().old()).isEqualTo(next);
    assertThat(log.begin(call(RotationStep.CREATE), version()).ended()).isTrue();
    assertThat(due(NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void f12_a_refused_value_is_told_and_is_no_failure_of_the_credential() {
    log.begin(call(RotationStep.CREATE), version());
    log.withdrawn(call(RotationStep.DISCARD), NOW, List.of());
    assertThat(latest().outcome()).isEqualTo("discarded");
    assertThat(latest().code()).contains(FailureCode.VALUE_REJECTED);
    assertThat(log.find(next).orElseThrow().ended()).isTrue();
    assertThat(failures()).isZero();
    assertThat(due(NOW)).isTrue();
  }

  @Test
  void what_was_left_unfinished_is_neither_proven_nor_in_time() {
    log.begin(call(RotationStep.CREATE), version());
    log.concluded(call(RotationStep.CONCLUDE), unfinished, NOW);
    var compliance = new Breaches(ledger).compliance(NOW);
    assertThat(compliance.proven()).isZero();
    assertThat(compliance.breached()).isEqualTo(1);
    assertThat(compliance.overdue()).isEqualTo(1);
  }

  private boolean due(Instant at) {
    return !new DueCredentials(ledger).page(at, 9, Optional.empty()).due().isEmpty();
  }

  private int failures() {
    return ledger
        .first("SELECT failures FROM rekey.credential", row -> row.number("failures"))
        .orElseThrow();
  }

  private PastRotation latest() {
    return new RotationHistory(ledger)
        .latest(Optional.of(ORDERS.credential().secret()), 1)
        .getFirst();
  }

  private StepRequest call(RotationStep step) {
    return call(step, next);
  }

  private static StepRequest call(RotationStep step, VersionId version) {
    return new StepRequest(
        step, ORDERS.credential(), version, RotationReason.SCHEDULED, "sweep", Optional.empty());
  }
}
