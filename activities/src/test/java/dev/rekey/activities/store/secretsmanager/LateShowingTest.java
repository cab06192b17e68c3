package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.Urgency;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What AWS shows a moment late, told apart from what is not there and from writes of others. */
class LateShowingTest {
  private static LedgerDatabase database;

  private final SecretId secret = new SecretId("orders/db-" + UUID.randomUUID());
  private final VersionId first = version();
  private final VersionId second = version();
  private final VersionNotes notes = new LedgerVersionNotes(database.ledger());
  private final InMemorySecretsManager before = new InMemorySecretsManager();
  private final InMemorySecretsManager now = new InMemorySecretsManager();
  private final SecretsManagerStore late = over(before);
  private final SecretsManagerStore store = over(now);

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private SecretsManagerStore over(InMemorySecretsManager aws) {
    SecretsManagerCalls calls = new SecretsManagerCalls(aws, aws, () -> {});
    Fingerprinter fingerprinter = new Fingerprinter(Fingerprinter.freshKey());
    return new SecretsManagerStore(
        calls,
        notes,
        new VersionWriting(calls, notes, fingerprinter, Optional.empty()),
        new SecretCheck(true),
        new TaggedSecrets(aws),
        new InMemoryReads(),
        fingerprinter);
  }

  @Test
  void a_version_that_was_staged_a_moment_ago_is_not_taken_for_one_that_is_not_there() {
    late.create(secret, first, login("a"));
    store.create(secret, first, login("a"));
    store.stage(secret, second, login("b"));
    refused(FailureCode.STORE_UNAVAILABLE, () -> late.read(secret, second, Reader.rekey("test")));
    settle();
    assertThat(late.read(secret, second, Reader.rekey("test"))).isEmpty();
  }

  @Test
  void an_earlier_version_that_shows_as_current_is_late_and_later_on_a_write_of_somebody_else() {
    late.create(secret, first, login("a"));
    store.create(secret, first, login("a"));
    store.stage(secret, second, login("b"));
    store.promote(secret, first, second);
    refused(FailureCode.STORE_UNAVAILABLE, () -> late.labels(secret));
    assertThat(store.current(Set.of(secret))).containsEntry(secret, second);
    settle();
    assertThat(late.labels(secret)).containsEntry(VersionStage.AWSCURRENT, first);
    assertThat(store.current(Set.of(secret))).containsEntry(secret, first);
  }

  @Test
  void a_version_of_somebody_else_is_never_taken_for_late() {
    store.create(secret, first, login("a"));
    now.putSecretValue(
        ask ->
            ask.secretId(secret.value())
                .clientRequestToken(second.value())
                .secretString("{\"username\":\"x\",\"password\":\"y\"}")
                .versionStages("AWSCURRENT"));
    assertThat(store.labels(secret)).containsEntry(VersionStage.AWSCURRENT, second);
    refused(FailureCode.FOREIGN_WRITE, () -> store.promote(secret, first, first()));
  }

  private VersionId first() {
    VersionId third = version();
    store.stage(secret, third, login("c"));
    return third;
  }

  @Test
  void routine_writes_one_secret_no_faster_than_aws_bears_and_containment_does() {
    store.create(secret, first, login("0"));
    IntStream.range(1, 12).forEach(i -> store.stage(secret, version(), login("routine " + i)));
    refused(FailureCode.QUOTA_REACHED, () -> store.stage(secret, version(), login("too many")));
    Urgency.CONTAINMENT.during(
        () -> {
          store.stage(secret, second, login("urgent"));
          return true;
        });
    assertThat(store.labels(secret)).containsEntry(VersionStage.AWSPENDING, second);
  }

  private void settle() {
    database.ledger().change("UPDATE secret_store.turn SET since = since - interval '1 minute'");
    database
        .ledger()
        .change(
            "UPDATE secret_store.known_version SET staged_at = staged_at - interval '1 minute'");
  }

  private static void refused(FailureCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Login login(String value) {
    return new Login("orders_a", SecretValue.of("long-enough-value-" + value));
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
