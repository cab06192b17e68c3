package dev.rekey.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RekeyHikariTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static OrdersDatabase database;

  private final FakeDoor door = new FakeDoor();
  private final LogLines log = new LogLines();

  @BeforeAll
  static void start() throws Exception {
    database = new OrdersDatabase(folder.resolve("pg"));
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    door.publish(minted("orders_a"));
  }

  @AfterEach
  void end() {
    door.close();
    log.close();
  }

  @Test
  void alternates_users_under_load_without_a_failed_query() throws Exception {
    try (RekeyHikari rekey = open();
        Workload workload = new Workload(rekey.pool(), 6)) {
      for (int round = 0; round < 6; round++) {
        String user = round % 2 == 0 ? "orders_b" : "orders_a";
        String old = round % 2 == 0 ? "orders_a" : "orders_b";
        long before = workload.queries();
        Credential next = minted(user);

        door.publish(next);
        awaitAcknowledged(next);

        // Nobody has the old one when the acknowledgement is there: it may be revoked at once.
        assertThat(database.sessionsOf(old)).isZero();
        database.run("ALTER ROLE " + old + " NOLOGIN");
        await().atMost(PATIENCE).until(() -> workload.queries() > before + 100);
        database.run("ALTER ROLE " + old + " LOGIN");
      }
      assertThat(workload.stop()).isEmpty();
      assertThat(door.acknowledged()).doesNotHaveDuplicates().hasSize(7);
    }
  }

  @Test
  void f16_a_borrowed_connection_finishes_and_holds_the_acknowledgement_back() throws Exception {
    try (RekeyHikari rekey = open()) {
      Credential next = minted("orders_b");
      try (Connection slow = rekey.pool().getConnection();
          Statement statement = slow.createStatement()) {
        slow.setAutoCommit(false);
        statement.execute("INSERT INTO line VALUES (2)");

        door.publish(next);
        await().atMost(PATIENCE).until(() -> userOf(rekey).equals("orders_b"));

        assertThat(door.acknowledged()).doesNotContain(next.version());
        statement.execute("INSERT INTO line VALUES (3)");
        slow.commit();
      }
      awaitAcknowledged(next);
      assertThat(database.users()).containsExactly("orders_b");
    }
  }

  @Test
  void a_version_that_the_database_refuses_is_neither_used_nor_acknowledged() throws Exception {
    try (RekeyHikari rekey = open();
        Workload workload = new Workload(rekey.pool(), 2)) {
      Credential wrong =
          new Credential(UUID.randomUUID().toString(), "orders_b", "not-the-password");
      door.publish(wrong);
      log.await(line -> line.contains("Version " + wrong.version() + " is refused"));
      assertThat(userOf(rekey)).isEqualTo("orders_a");

      Credential right = minted("orders_b");
      door.publish(right);
      awaitAcknowledged(right);

      assertThat(workload.stop()).isEmpty();
      assertThat(door.acknowledged()).doesNotContain(wrong.version());
    }
  }

  @Test
  void with_one_user_a_refused_login_waits_for_the_new_version() throws Exception {
    try (RekeyHikari rekey = open()) {
      assertThat(userOf(rekey)).isEqualTo("orders_a");
      Credential next = minted("orders_a"); // the database has it; the door tells later
      rekey.pool().getHikariPoolMXBean().softEvictConnections(); // and no session comes back
      try (Workload workload = new Workload(rekey.pool(), 3)) {
        await().atMost(PATIENCE).until(() -> database.sessionsOf("orders_a") == 0);
        door.publish(next);
        awaitAcknowledged(next);
        await().atMost(PATIENCE).until(() -> workload.queries() > 50);
        assertThat(workload.stop()).isEmpty();
      }
    }
  }

  @Test
  void without_any_query_the_new_version_is_really_tried_before_it_is_acknowledged()
      throws Exception {
    HikariConfig config = config();
    config.setMinimumIdle(0);
    try (RekeyHikari rekey = RekeyHikari.open(config, door.client())) {
      Credential next = minted("orders_b");
      database.run("ALTER ROLE orders_b NOLOGIN");
      door.publish(next);
      log.await(line -> line.contains("Version " + next.version() + " is refused"));
      assertThat(door.acknowledged()).doesNotContain(next.version());

      database.run("ALTER ROLE orders_b LOGIN");
      awaitAcknowledged(next);
      assertThat(rekey.pool().isRunning()).isFalse(); // the pool itself was never asked
    }
  }

  @Test
  void no_log_line_and_no_text_form_holds_a_password() throws Exception {
    Credential next = minted("orders_b");
    try (RekeyHikari rekey = open()) {
      assertThat(userOf(rekey)).isEqualTo("orders_a");
      door.publish(next);
      awaitAcknowledged(next);
      assertThat(List.of(rekey.toString(), next.toString()))
          .noneMatch(text -> text.contains(next.reveal()));
    }
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(next.reveal()));
  }

  private void awaitAcknowledged(Credential version) {
    await().atMost(PATIENCE).until(() -> door.acknowledged().contains(version.version()));
  }

  private RekeyHikari open() throws Exception {
    RekeyHikari rekey = RekeyHikari.open(config(), door.client());
    await().atMost(PATIENCE).until(() -> !door.acknowledged().isEmpty());
    return rekey;
  }

  private static HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setMaximumPoolSize(5);
    return config;
  }

  private static String userOf(RekeyHikari rekey) throws SQLException {
    try (Connection connection = rekey.pool().getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT session_user")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** A new version, installed in the database. */
  private static Credential minted(String user) throws SQLException {
    String password = "test" + UUID.randomUUID();
    database.password(user, password);
    return new Credential(UUID.randomUUID().toString(), user, password);
  }
}
