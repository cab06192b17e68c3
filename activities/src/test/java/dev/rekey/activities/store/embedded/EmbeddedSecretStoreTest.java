package dev.rekey.activities.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.SecretStoreContract;
import dev.rekey.activities.store.StoredVersion;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSecretStoreTest extends SecretStoreContract {
  @TempDir static Path folder;
  private static LedgerDatabase database;
  private static EmbeddedSecretStore store;

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
    store = EmbeddedSecretStore.open(database.ledger(), new KeyFile(folder.resolve("store.keys")));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected SecretStore store() {
    return store;
  }

  @Override
  protected AccessLog accessLog() {
    return store;
  }

  @Test
  void no_row_of_the_database_holds_the_value() {
    store.create(secret, first, login("planted"));
    String rows =
        String.join(
            "\n",
            database
                .ledger()
                .all(
                    "SELECT v::text || encode(ciphertext, 'escape') AS all FROM secret_store.version v",
                    row -> row.text("all")));
    assertThat(rows).contains(first.value()).doesNotContain("planted");
  }

  @Test
  void a_ciphertext_opens_nowhere_but_in_its_own_place() {
    store.create(secret, first, login("a"));
    store.stage(secret, second, login("b"));
    swap("ciphertext = (SELECT ciphertext FROM secret_store.version WHERE version = ?)");
    refused(FailureCode.STORE_UNAVAILABLE, () -> read(second));
  }

  @Test
  void an_identity_cannot_be_swapped_under_a_value() {
    store.create(secret, first, login("a"));
    store.stage(secret, second, login("b"));
    swap("identity = 'admin' || substr(?, 1, 0)");
    refused(FailureCode.STORE_UNAVAILABLE, () -> read(second));
  }

  @Test
  void the_newest_values_of_many_are_read_at_once_and_a_damaged_one_spoils_no_other() {
    SecretId damaged = new SecretId(secret.value() + "/damaged");
    VersionId broken = version();
    store.create(secret, first, login("a"));
    store.stage(secret, second, login("b"));
    store.create(damaged, broken, login("a"));
    database
        .ledger()
        .change("UPDATE secret_store.version SET identity = 'admin' WHERE version = ?", broken);
    Reader reader = new Reader("ann", "a look", "");
    assertThat(store.newest(List.of(secret, damaged), 2, reader))
        .isEqualTo(
            Map.of(
                secret,
                List.of(
                    new StoredVersion(second, login("b")), new StoredVersion(first, login("a")))));
    assertThat(store.newest(List.of(secret), 1, reader).get(secret))
        .containsExactly(new StoredVersion(second, login("b")));
    assertThat(store.readersOf(secret, first))
        .extracting(AccessLog.Read::principal)
        .containsExactly("ann");
  }

  private void swap(String assignment) {
    database
        .ledger()
        .change(
            "UPDATE secret_store.version SET " + assignment + " WHERE version = ?", first, second);
  }

  @Test
  void the_same_value_has_another_ciphertext_each_time_and_the_same_fingerprint() {
    store.create(secret, first, login("a"));
    VersionId elsewhere = version();
    store.create(new SecretId(secret.value() + "/2"), elsewhere, login("a"));
    List<String> ciphertexts =
        database
            .ledger()
            .all(
                "SELECT encode(ciphertext, 'hex') AS c FROM secret_store.version"
                    + " WHERE version = ANY (?)",
                row -> row.text("c"),
                List.of(first, elsewhere));
    assertThat(Set.copyOf(ciphertexts)).hasSize(2);
    assertThat(store.fingerprint(secret, first))
        .contains(store.fingerprinter().of(login("a").value()));
  }

  @Test
  void ten_unlabelled_versions_keep_their_values_and_older_ones_only_their_fingerprint() {
    store.create(secret, first, login("0"));
    List<VersionId> made =
        IntStream.rangeClosed(1, 14).mapToObj(i -> stageAndPromote("value " + i)).toList();
    assertThat(store.versions(secret)).hasSize(13).contains(made.getLast()).doesNotContain(first);
    assertThat(store.read(secret, first, Reader.rekey("test"))).isEmpty();
    assertThat(store.fingerprint(secret, first))
        .contains(store.fingerprinter().of(login("0").value()));
    refused(FailureCode.VALUE_REJECTED, () -> store.stage(secret, version(), login("0")));
  }

  private VersionId stageAndPromote(String value) {
    VersionId next = version();
    store.stage(secret, next, login(value));
    store.promote(secret, store.labels(secret).get(VersionStage.AWSCURRENT), next);
    return next;
  }

  @Test
  void many_secrets_are_asked_for_at_once() {
    store.create(secret, first, login("a"));
    assertThat(store.current(Set.of(secret, new SecretId("nobody/knows"))))
        .isEqualTo(Map.of(secret, first));
    assertThat(store.currentFingerprints())
        .containsEntry(secret, store.fingerprinter().of(login("a").value()));
  }

  @Test
  void values_are_bytes_and_come_back_as_they_were() {
    Login odd = new Login("Ünï \"cödé\"", login("ключ\n\t\0 🔑").value());
    store.create(secret, first, odd);
    assertThat(read(first)).isEqualTo(odd);
    assertThat(read(first).value().revealBytes())
        .isEqualTo("long-enough-value-ключ\n\t\0 🔑".getBytes(StandardCharsets.UTF_8));
  }
}
