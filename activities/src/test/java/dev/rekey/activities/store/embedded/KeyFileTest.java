package dev.rekey.activities.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final VersionId FIRST = new VersionId(UUID.randomUUID().toString());
  private static final Login LOGIN = new Login("orders_a", SecretValue.of("long-enough-value"));

  @TempDir Path folder;
  private final LedgerDatabase database = new LedgerDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_first_start_makes_a_file_that_only_its_owner_may_read() throws IOException {
    open();
    assertThat(Files.getPosixFilePermissions(path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder.toFile().list()).containsExactly("store.keys");
  }

  @Test
  void a_second_start_reads_what_the_first_one_wrote() {
    open().create(SECRET, FIRST, LOGIN);
    assertThat(open().read(SECRET, FIRST, Reader.rekey("test"))).contains(LOGIN);
  }

  @Test
  void a_file_that_others_may_read_is_refused() throws IOException {
    open();
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
    refused("others");
  }

  @Test
  void a_missing_file_is_named_and_never_made_anew_over_existing_values() throws IOException {
    open().create(SECRET, FIRST, LOGIN);
    Files.delete(path());
    refused("is missing");
    assertThat(path()).doesNotExist();
  }

  @Test
  void a_damaged_file_is_refused_without_quoting_it() throws IOException {
    open();
    Files.writeString(path(), Files.readString(path()).replace("keyData", "keyDate"));
    refused("damaged");
  }

  @Test
  void the_file_of_another_installation_is_refused() throws IOException {
    open();
    Files.delete(path());
    new KeyFile(path()).create();
    refused("another installation");
  }

  @Test
  void after_a_new_key_old_values_open_and_fingerprints_stay() {
    open().create(SECRET, FIRST, LOGIN);
    new KeyFile(path()).addKey();
    EmbeddedSecretStore store = open();
    VersionId second = new VersionId(UUID.randomUUID().toString());
    store.stage(SECRET, second, new Login("orders_b", SecretValue.of("another-long-value")));
    assertThat(store.read(SECRET, FIRST, Reader.rekey("test"))).contains(LOGIN);
    assertThat(store.read(SECRET, second, Reader.rekey("test"))).isPresent();
    assertThat(store.fingerprint(SECRET, FIRST)).contains(store.fingerprinter().of(LOGIN.value()));
  }

  private void refused(String why) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE))
        .hasMessageContaining(path().toString())
        .hasMessageContaining(why);
  }

  private EmbeddedSecretStore open() {
    return EmbeddedSecretStore.open(database.ledger(), new KeyFile(path()));
  }

  private Path path() {
    return folder.resolve("store.keys");
  }
}
