package dev.rekey.activities.evidence;

import static dev.rekey.activities.testing.Enrolments.enrol;
import static dev.rekey.activities.testing.Enrolments.record;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.rotation.RotationLog;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidencedRotationLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final CredentialRecord ORDERS = record("orders", Tier.HIGH);
  private static final List<Fact> SEEN = List.of(new Fact("old password refused", "db", NOW));

  private final LedgerDatabase database = new LedgerDatabase();
  private final RotationLog plain = new LedgerRotationLog(database.ledger(), PolicyClock::nextDue);
  private final RotationLog log = new EvidencedRotationLog(plain, database.ledger());
  private final VersionId next = version();

  @BeforeEach
  void enrolled() {
    enrol(new Inventory(database.ledger()), ORDERS, NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void every_step_is_evidence_once_however_often_it_is_told() {
    VersionId old = version();
    for (int time = 0; time < 2; time++) {
      log.begin(call(RotationStep.CREATE), old);
      log.created(next, Optional.of(NOW), SEEN);
      log.stepDone(next, RotationStep.DEPLOY, SEEN);
      log.stepDone(next, RotationStep.VERIFY, SEEN);
      log.rotated(call(RotationStep.REVOKE), NOW, SEEN);
      log.concluded(call(RotationStep.CONCLUDE), new RotationOutcome.Rotated(next), NOW);
    }
    assertThat(ids())
        .containsExactly(id("begun"), id("create"), id("deploy"), id("verify"), id("ended"));
    assertThat(leaves().getLast())
        .contains("\"outcome\":\"rotated\"", "old password refused", "\"subject\":\"orders\"");
  }

  @Test
  void how_it_ended_is_what_the_ledger_says_and_not_what_is_told_late() {
    log.begin(call(RotationStep.CREATE), version());
    log.withdrawn(call(RotationStep.WITHDRAW), NOW, List.of());
    log.rotated(call(RotationStep.REVOKE), NOW, SEEN);
    log.concluded(
        call(RotationStep.CONCLUDE),
        new RotationOutcome.Withdrawn(
            next, RotationStep.CREATE, FailureCode.GRANTS_DIFFER, "SELECT on items is missing"),
        NOW);
    assertThat(ids()).containsExactly(id("begun"), id("ended"), id("concluded"));
    assertThat(leaves().get(1)).contains("\"outcome\":\"withdrawn\"");
    assertThat(leaves().get(2))
        .contains("\"code\":\"GRANTS_DIFFER\"", "SELECT on items is missing");
  }

  @Test
  void a_step_that_cannot_be_evidence_is_not_written_down_either() {
    log.begin(call(RotationStep.CREATE), version());
    List<Fact> half = List.of(new Fact("half a character: \ud800", "db", NOW));
    assertThatThrownBy(() -> log.stepDone(next, RotationStep.VERIFY, half))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            database.ledger().all("SELECT step FROM rekey.rotation_step", row -> row.text("step")))
        .isEmpty();
  }

  private StepRequest call(RotationStep step) {
    return new StepRequest(
        step, ORDERS.credential(), next, RotationReason.SCHEDULED, "sweep", Optional.empty());
  }

  private String id(String what) {
    return "rotation/" + next + "/" + what;
  }

  private List<String> ids() {
    return database
        .ledger()
        .all("SELECT id FROM rekey.evidence_entry ORDER BY place", row -> row.text("id"));
  }

  private List<String> leaves() {
    return database
        .ledger()
        .all(
            "SELECT leaf FROM rekey.evidence_entry ORDER BY place",
            row -> new String(row.maybeBytes("leaf").orElseThrow(), StandardCharsets.UTF_8));
  }
}
