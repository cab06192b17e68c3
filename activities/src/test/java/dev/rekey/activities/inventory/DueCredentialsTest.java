package dev.rekey.activities.inventory;

import static dev.rekey.activities.testing.Enrolments.enrol;
import static dev.rekey.activities.testing.Enrolments.record;
import static dev.rekey.activities.testing.Enrolments.rotation;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Wire;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryReply.DuePage;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.StepRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueCredentialsTest {
  private static final Instant ENROLLED = Instant.parse("2026-08-01T03:00:00Z");
  private static final Instant NOW = Instant.parse("2026-10-15T03:00:00Z");

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
  void the_riskiest_come_first_by_tier_then_deadline_then_name() {
    enrol(inventory, record("low-old", Tier.LOW), ENROLLED.minus(Duration.ofDays(9)));
    enrol(inventory, record("low-b", Tier.LOW), ENROLLED);
    enrol(inventory, record("low-a", Tier.LOW), ENROLLED);
    enrol(inventory, record("critical", Tier.CRITICAL), ENROLLED);
    enrol(inventory, record("not-due", Tier.CRITICAL), NOW);
    assertThat(names(due.page(NOW, 9, Optional.empty())))
        .containsExactly("critical", "low-old", "low-a", "low-b");
  }

  @Test
  void every_due_credential_is_on_one_page_whatever_is_rotated_meanwhile() {
    List<CredentialRecord> all =
        IntStream.range(0, 23)
            .mapToObj(i -> record("db-" + i, List.of(Tier.values()).get(i % 4)))
            .toList();
    all.forEach(record -> enrol(inventory, record, ENROLLED));
    List<String> seen = new ArrayList<>();
    DuePage page = due.page(NOW, 4, Optional.empty());
    while (page.more()) {
      seen.addAll(names(page));
      seen.stream().map(name -> named(all, name)).forEach(record -> rotate(record, NOW));
      page = due.page(NOW, 4, Optional.of(new SecretId(seen.getLast())));
    }
    seen.addAll(names(page));
    assertThat(seen).doesNotHaveDuplicates().hasSize(23);
  }

  @Test
  void the_same_question_has_the_same_answer_while_nothing_is_rotated() {
    IntStream.range(0, 7).forEach(i -> enrol(inventory, record("db-" + i, Tier.HIGH), ENROLLED));
    DuePage first = due.page(NOW, 3, Optional.empty());
    DuePage second = due.page(NOW, 3, Optional.of(new SecretId("db-2")));
    DuePage third = due.page(NOW, 3, Optional.of(new SecretId("db-5")));
    assertThat(names(first)).containsExactly("db-0", "db-1", "db-2");
    assertThat(names(second)).containsExactly("db-3", "db-4", "db-5");
    assertThat(names(third)).containsExactly("db-6");
    assertThat(List.of(first.more(), second.more(), third.more()))
        .containsExactly(true, true, false);
  }

  @Test
  void what_is_being_rotated_is_left_out_until_no_rotation_can_still_run() {
    CredentialRecord orders = record("orders", Tier.HIGH);
    enrol(inventory, orders, ENROLLED);
    log.begin(rotation(orders), version());
    Instant began = Instant.now();
    assertThat(names(due.page(began, 9, Optional.empty()))).isEmpty();
    Instant later = began.plus(Duration.ofDays(8)); // the gate waits for seven
    assertThat(names(due.page(later, 9, Optional.empty()))).containsExactly("orders");
  }

  @Test
  void what_was_withdrawn_is_left_alone_for_a_while_longer_each_time() {
    CredentialRecord orders = record("orders", Tier.HIGH);
    enrol(inventory, orders, ENROLLED);
    log.withdrawn(rotation(orders), NOW, List.of());
    assertThat(names(due.page(NOW.plusSeconds(14 * 60), 9, Optional.empty()))).isEmpty();
    assertThat(names(due.page(NOW.plusSeconds(15 * 60), 9, Optional.empty()))).hasSize(1);
    log.withdrawn(rotation(orders), NOW, List.of());
    assertThat(names(due.page(NOW.plusSeconds(29 * 60), 9, Optional.empty()))).isEmpty();
    assertThat(names(due.page(NOW.plusSeconds(30 * 60), 9, Optional.empty()))).hasSize(1);
  }

  @Test
  void f20_after_an_outage_each_is_due_once_and_none_in_a_freeze_but_for_its_hard_deadline() {
    Freeze freeze = new Freeze(ENROLLED, NOW.plus(Duration.ofDays(300)), "peak season");
    for (int i = 0; i < 5; i++) {
      enrol(inventory, record("frozen-" + i, Tier.CRITICAL, frozen(freeze)), ENROLLED);
    }
    Instant old = ENROLLED.minus(Duration.ofDays(60));
    enrol(inventory, record("frozen-and-breached", Tier.LOW, frozen(freeze)), old);
    enrol(inventory, record("free", Tier.LOW), ENROLLED);
    database.ledger().change("UPDATE rekey.credential SET next_due = ?", NOW);
    DuePage page = due.page(NOW, 2, Optional.empty());
    assertThat(names(page)).containsExactly("frozen-and-breached", "free");
    assertThat(page.more()).isFalse();
  }

  @Test
  void the_function_answers_in_json_and_refuses_without_quoting() throws IOException {
    enrol(inventory, record("orders", Tier.HIGH), ENROLLED);
    assertThat(ask(new InventoryRequest.Due(NOW, 5, Optional.empty())))
        .isInstanceOfSatisfying(
            DuePage.class, page -> assertThat(names(page)).containsExactly("orders"));
    assertThat(ask(new InventoryRequest.RecordBreaches(NOW)))
        .isEqualTo(new InventoryReply.BreachesRecorded(0, 0));
    assertThat(ask(new InventoryRequest.Due(NOW, 0, Optional.empty())))
        .isInstanceOf(InventoryReply.Failed.class);
    assertThat(ask("{\"ask\": \"planted\"}"))
        .isEqualTo(
            new InventoryReply.Failed(
                FailureCode.BAD_REQUEST, "The request is no question to the inventory"));
  }

  private InventoryReply ask(InventoryRequest question) throws IOException {
    return ask(Wire.mapper().writerFor(InventoryRequest.class).writeValueAsString(question));
  }

  private InventoryReply ask(String question) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new InventoryHandler(database.ledger())
        .handleRequest(
            new ByteArrayInputStream(question.getBytes(StandardCharsets.UTF_8)), answer, null);
    return Wire.mapper().readValue(answer.toByteArray(), InventoryReply.class);
  }

  private void rotate(CredentialRecord record, Instant at) {
    StepRequest rotation = rotation(record);
    log.begin(rotation, version());
    log.rotated(rotation, at, List.of());
  }

  private static CredentialRecord named(List<CredentialRecord> all, String name) {
    return all.stream()
        .filter(record -> record.credential().secret().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(DuePage page) {
    return page.due().stream().map(one -> one.request().credential().secret().value()).toList();
  }

  private static RotationPolicy frozen(Freeze freeze) {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    return new RotationPolicy(
        usual.maxAge(),
        Optional.empty(),
        usual.zone(),
        List.of(),
        usual.jitter(),
        List.of(freeze),
        usual.drain(),
        usual.gateDeadline(),
        usual.stepDeadline());
  }
}
