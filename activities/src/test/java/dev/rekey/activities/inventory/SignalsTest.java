package dev.rekey.activities.inventory;

import static dev.rekey.activities.testing.Enrolments.enrol;
import static dev.rekey.activities.testing.Enrolments.record;
import static dev.rekey.activities.testing.Enrolments.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Question;
import dev.rekey.model.trigger.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final SecretId ORDERS = new SecretId("orders/db");
  private static final String ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";

  private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());
  private final InventorySteps steps = new InventorySteps(database.ledger());
  private final Signals signals = new Signals(database.ledger());

  @BeforeEach
  void enrol_two() {
    enrol(inventory, record(ORDERS.value(), Tier.HIGH), NOW);
    CredentialRecord billing = record("billing", Tier.HIGH);
    PostgresUser user = (PostgresUser) billing.credential();
    enrol(
        inventory,
        new CredentialRecord(
            new PostgresUser(
                new SecretId(ARN + "billing/db"),
                user.endpoints(),
                user.rotator(),
                user.strategy(),
                PasswordPolicy.DEFAULT),
            "ann",
            Tier.HIGH,
            billing.policy()),
        NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "orders/db, orders/db",
    ARN + "orders/db-WoDpmU, orders/db",
    ARN + "billing/db-WoDpmU, " + ARN + "billing/db",
    ARN + "billing/db, " + ARN + "billing/db",
    "billing/db, ",
    "orders/db-WoDpmU, ",
    ARN + "orders/d-WoDpmU, "
  })
  void a_secret_is_found_by_its_name_and_by_its_arn(String name, String found) {
    assertThat(received(new Trigger.Rotate("scheduler/1", new Clue.Secret(name)), "run").known())
        .isEqualTo(Optional.ofNullable(found).stream().map(SecretId::new).toList());
  }

  @Test
  void a_response_does_not_trust_the_old_version() {
    assertThat(received(leak(new Clue.Secret("orders/db")), "run").start())
        .singleElement()
        .satisfies(
            due -> {
              assertThat(due.request().reason()).isEqualTo(RotationReason.COMPROMISED);
              assertThat(due.request().requestedBy()).isEqualTo("guardduty/1");
              assertThat(due.request().version()).isEmpty();
            });
    assertThat(signals.open()).isEmpty();
  }

  @Test
  void a_native_rotation_is_gone_on_with_under_its_version() {
    VersionId version = version();
    assertThat(
            received(
                    new Trigger.Finish("secrets-manager/1", new Clue.Secret("orders/db"), version),
                    "run")
                .start())
        .singleElement()
        .satisfies(
            due -> {
              assertThat(due.request().version()).contains(version);
              assertThat(due.request().reason().oldIsTrusted()).isTrue();
            });
  }

  @Test
  void what_another_run_took_is_not_taken_again_and_the_same_run_may_ask_again() {
    Trigger leak = leak(new Clue.Secret("orders/db"));
    InventoryReply.Received first = received(leak, "first");
    assertThat(received(leak, "first")).isEqualTo(first);
    assertThat(steps.run(new InventoryRequest.Receive(leak, "second")))
        .isEqualTo(new InventoryReply.Repeated());
  }

  @Test
  void a_leak_that_nobody_knows_stays_open_until_a_person_closes_it() {
    Trigger leak = leak(new Clue.AccessKey("AKIAIOSFODNN7EXAMPLE"));
    assertThat(received(leak, "run"))
        .isEqualTo(new InventoryReply.Received(List.of(), List.of(), true));
    assertThat(signals.open())
        .singleElement()
        .returns(leak, OpenSignal::trigger)
        .returns(List.of(), OpenSignal::secrets);
    assertThat(signals.close(leak.id(), "ann", "a test key", NOW)).isTrue();
    assertThat(signals.close(leak.id(), "eve", "me too", NOW)).isFalse();
    assertThat(signals.open()).isEmpty();
    assertThat(steps.run(new InventoryRequest.Receive(leak, "later")))
        .isEqualTo(new InventoryReply.Repeated());
  }

  @Test
  void a_question_is_open_if_its_credential_is_ours() {
    Trigger ours = ask("secrets-manager/1", "orders/db");
    assertThat(received(ours, "run"))
        .isEqualTo(new InventoryReply.Received(List.of(ORDERS), List.of(), true));
    assertThat(received(ask("secrets-manager/2", "strange"), "run"))
        .isEqualTo(new InventoryReply.Received(List.of(), List.of(), false));
    assertThat(signals.open())
        .extracting(OpenSignal::trigger, OpenSignal::secrets)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(ours, List.of(ORDERS)));
  }

  @Test
  void a_key_is_found_by_its_id_and_a_user_only_in_its_account() {
    database
        .ledger()
        .change("INSERT INTO rekey.access_key (id, secret) VALUES ('AKIA1', ?)", ORDERS);
    database
        .ledger()
        .change(
            "INSERT INTO rekey.credential_identity (target, identity, secret)"
                + " VALUES ('iam:111122223333', 'user/ci', ?),"
                + " ('iam:111122223333', 'arn:aws:iam::111122223333:role/path/deploy', ?)",
            ORDERS,
            ORDERS);
    assertThat(signals.receive(leak(new Clue.AccessKey("AKIA2")), "run"))
        .isEqualTo(new InventoryReply.Received(List.of(), List.of(), true));
    assertThat(found("2", new Clue.AccessKey("AKIA1"), new Clue.Principal("1", "user/no")))
        .containsExactly(ORDERS);
    assertThat(found("3", new Clue.Principal("111122223333", "user/ci"))).containsExactly(ORDERS);
    assertThat(found("4", new Clue.Principal("444455556666", "user/ci"))).isEmpty();
    assertThat(found("5", new Clue.Principal("1", "user/ci"))).isEmpty();
    assertThat(found("7", new Clue.Principal("111122223333", "role/deploy")))
        .containsExactly(ORDERS);
    assertThat(found("8", new Clue.Principal("111122223333", "role/eploy"))).isEmpty();
    assertThat(found("6", new Clue.Other("user/ci"))).isEmpty();
  }

  @Test
  void a_value_that_somebody_saw_is_found_by_its_fingerprint_in_either_store() {
    Fingerprint embedded = new Fingerprint("a".repeat(64));
    Fingerprint onAws = new Fingerprint("b".repeat(64));
    database.ledger().change("INSERT INTO secret_store.secret (id) VALUES (?)", ORDERS);
    database
        .ledger()
        .change(
            "INSERT INTO secret_store.version (secret, version, identity, ciphertext, fingerprint)"
                + " VALUES (?, '1', 'orders_a', 'x', ?)",
            ORDERS,
            embedded);
    database
        .ledger()
        .change(
            "INSERT INTO secret_store.known_version (secret, version, fingerprint)"
                + " VALUES (?, '2', ?)",
            ARN + "billing/db",
            onAws);
    assertThat(found("1", new Clue.Value(embedded))).containsExactly(ORDERS);
    assertThat(found("2", new Clue.Value(onAws))).containsExactly(new SecretId(ARN + "billing/db"));
    assertThat(found("3", new Clue.Value(new Fingerprint("c".repeat(64))))).isEmpty();
    assertThat(signals.openCount()).isEqualTo(1);
  }

  private List<SecretId> found(String id, Clue... clues) {
    return received(new Trigger.Respond("guardduty/" + id, "a finding", List.of(clues)), "run")
        .known();
  }

  private static Trigger leak(Clue clue) {
    return new Trigger.Respond("guardduty/1", "a finding", List.of(clue));
  }

  private static Trigger ask(String id, String secret) {
    return new Trigger.Ask(
        id, Question.WRITTEN_BY_HAND, "PutSecretValue", List.of(new Clue.Secret(secret)));
  }

  private InventoryReply.Received received(Trigger trigger, String run) {
    return (InventoryReply.Received) steps.run(new InventoryRequest.Receive(trigger, run));
  }
}
