package dev.rekey.console.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir static Path parent;
  private static DataFolder folder;

  @BeforeAll
  static void open() {
    folder = DataFolder.open(parent);
  }

  @AfterAll
  static void stop() {
    PostgresServer.start(folder).close();
  }

  @Test
  void it_is_durable_and_checks_passwords_from_its_first_moment() throws Exception {
    LedgerLogin login = PostgresServer.start(folder).login();
    assertThat(ask(login, "SHOW fsync")).isEqualTo("on");
    assertThat(ask(login, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask(login, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> ask(new LedgerLogin(login.url(), login.user(), "wrong"), "SELECT 1"))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
    assertThat(login.toString()).doesNotContain(login.password());
  }

  @Test
  void one_that_outlived_its_rekey_server_is_taken_over() throws Exception {
    PostgresServer first = PostgresServer.start(folder);
    PostgresServer second = PostgresServer.start(folder);
    assertThat(second.pid()).isEqualTo(first.pid());
    assertThat(ask(second.login(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void it_remembers_its_port_and_its_data_over_a_clean_stop() throws Exception {
    PostgresServer first = PostgresServer.start(folder);
    run(first.login(), "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS n");
    String url = first.login().url();
    first.close();
    assertThat(ProcessHandle.of(first.pid())).isEmpty();
    LedgerLogin again = PostgresServer.start(folder).login();
    assertThat(again.url()).isEqualTo(url);
    assertThat(ask(again, "SELECT n FROM kept")).isEqualTo("7");
  }

  @Test
  void it_recovers_from_kill_9_even_if_its_process_number_was_given_to_another() throws Exception {
    PostgresServer first = PostgresServer.start(folder);
    run(first.login(), "CREATE TABLE IF NOT EXISTS killed AS SELECT 9 AS n");
    ProcessHandle postmaster = ProcessHandle.of(first.pid()).orElseThrow();
    postmaster.destroyForcibly();
    await().atMost(Duration.ofSeconds(20)).until(() -> !postmaster.isAlive());
    Path pidFile = folder.file("ledger").resolve("postmaster.pid");
    String lines = Files.readString(pidFile);
    Files.writeString(
        pidFile, ProcessHandle.current().pid() + lines.substring(lines.indexOf('\n')));
    assertThat(ask(PostgresServer.start(folder).login(), "SELECT n FROM killed")).isEqualTo("9");
  }

  @Test
  void an_external_ledger_needs_tls_and_takes_its_password_from_a_file() throws Exception {
    Path file = Files.writeString(parent.resolve("pw"), "external-password\n");
    Map<String, String> environment = Map.of("REKEY_LEDGER_PASSWORD_FILE", file.toString());
    String remote = "jdbc:postgresql://ledger.example.org/rekey";
    assertThatThrownBy(() -> LedgerLogin.external(remote, environment))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("sslmode=verify-full");
    assertThat(LedgerLogin.external(remote + "?sslmode=verify-full", environment).password())
        .isEqualTo("external-password");
    assertThatThrownBy(() -> LedgerLogin.external(remote + "?password=x", environment))
        .hasMessageContaining("REKEY_LEDGER_PASSWORD_FILE");
    assertThatThrownBy(() -> LedgerLogin.external("mysql://x", environment))
        .hasMessageContaining("jdbc:postgresql://host:port/database");
  }

  private static String ask(LedgerLogin login, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(LedgerLogin login, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
