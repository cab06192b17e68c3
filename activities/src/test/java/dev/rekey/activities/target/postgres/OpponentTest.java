package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An opponent who has the password, and does not want to be cut off. */
@Timeout(120)
class OpponentTest extends PostgresSuite {
  private String role() {
    return app.group() + "_a";
  }

  private Suspect<PostgresUser> suspect() {
    return new Suspect<>(app.spec(server.endpoint()), Optional.empty());
  }

  private List<Deed> contain() {
    return target.together().contain(app.rotator(), List.of(suspect())).getFirst().orThrow();
  }

  private List<Living> living() {
    return target.together().living(app.rotator(), List.of(suspect())).getFirst().orThrow();
  }

  private Connection session() throws SQLException {
    return server.connect(role(), Enrolled.PLANTED);
  }

  private static void run(Connection session, String... statements) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** Comes back as often as it is thrown out, until it is refused. */
  private Future<Integer> comesBack(ExecutorService threads, String... statements) {
    CountDownLatch in = new CountDownLatch(1);
    Future<Integer> opponent =
        threads.submit(
            () -> {
              int times = 0;
              while (!Thread.currentThread().isInterrupted()) {
                try (Connection session = session()) {
                  run(session, statements);
                  times++;
                  in.countDown();
                  run(session, "SELECT pg_sleep(60)");
                } catch (SQLException e) {
                  if ("28000".equals(e.getSQLState())) {
                    in.countDown();
                    return times;
                  }
                }
              }
              return times;
            });
    try {
      in.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return opponent;
  }

  @Test
  void fifty_sessions_and_one_that_comes_back_at_once_are_all_ended() throws Exception {
    server.sql("ALTER ROLE " + role() + " CONNECTION LIMIT -1");
    List<Connection> sessions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        sessions.add(session());
      }
      Future<Integer> opponent = comesBack(threads);
      contain();
      assertThat(opponent.get()).isPositive();
    }
    for (Connection session : sessions) {
      assertThat(session.isValid(2)).isFalse();
    }
    contain(); // who was let in while it began is seen by the next look
    assertThat(living()).isEmpty();
  }

  @Test
  void a_session_that_listens_acts_as_another_role_and_holds_a_table_is_ended_and_lets_go()
      throws Exception {
    String table = "t_" + app.group();
    server.sql("GRANT ALL ON " + table + " TO " + app.group());
    try (Connection session = session()) {
      run(session, "LISTEN anything", "SET ROLE " + app.group(), "BEGIN", "LOCK TABLE " + table);
      contain();
      assertThat(session.isValid(2)).isFalse();
    }
    server.sql("BEGIN", "LOCK TABLE " + table + " NOWAIT", "COMMIT");
    assertThat(living()).isEmpty();
  }

  @Test
  void who_locks_its_own_role_and_comes_back_with_that_is_refused_in_one_go() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> opponent =
          comesBack(
              threads,
              "SET ROLE NONE",
              "BEGIN",
              "ALTER ROLE " + role() + " PASSWORD '" + Enrolled.PLANTED + "'");
      assertThat(contain())
          .extracting(Deed::what)
          .contains("role " + role() + " refused")
          .anyMatch(it -> it.startsWith("ended: "));
      opponent.get();
    }
    contain();
    assertThat(living()).isEmpty();
  }

  @Test
  void a_prepared_transaction_that_keeps_the_role_from_being_refused_is_named() throws Exception {
    String gid = "holds-" + app.group();
    try (Connection session = session()) {
      run(
          session,
          "SET ROLE NONE",
          "BEGIN",
          "ALTER ROLE " + role() + " PASSWORD '" + Enrolled.PLANTED + "'",
          "SET ROLE " + app.group(),
          "PREPARE TRANSACTION '" + gid + "'");
      StepFailedException failure = failure(this::contain);
      assertThat(failure.code().retryable()).isTrue();
      assertThat(failure.reason())
          .contains(role(), "prepared transaction " + gid + " in database postgres", "ROLLBACK");
      assertThat(session.isValid(2)).as("its sessions are ended all the same").isFalse();
    } finally {
      server.sql("ROLLBACK PREPARED '" + gid + "'");
    }
    contain();
    assertThat(living()).isEmpty();
  }

  @Test
  void a_session_that_copies_the_whole_server_is_ended() throws Exception {
    server.sql("ALTER ROLE " + role() + " REPLICATION");
    Properties copying = new Properties();
    copying.setProperty("user", role());
    copying.setProperty("password", Enrolled.PLANTED);
    copying.setProperty("replication", "true");
    copying.setProperty("preferQueryMode", "simple");
    copying.setProperty("assumeMinServerVersion", "10");
    try (Connection sender =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", copying)) {
      run(sender, "IDENTIFY_SYSTEM");
      assertThat(living()).extracting(Living::what).contains("session");
      contain();
      assertThat(living()).isEmpty();
    }
  }

  @Test
  void the_logins_whose_passwords_it_could_set_are_people_s_to_look_at() throws Exception {
    String evil = "evil_" + app.group();
    server.sql("ALTER ROLE " + role() + " CREATEROLE");
    try (Connection session = session()) {
      run(session, "SET ROLE NONE", "CREATE ROLE " + evil + " LOGIN", "CREATE ROLE no_" + evil);
    }
    assertThat(contain())
        .filteredOn(it -> it.by() == Deed.By.PEOPLE)
        .singleElement()
        .satisfies(
            it -> assertThat(it.what()).contains(role()).endsWith("could set them: " + evil));
  }

  @Test
  void who_takes_every_place_of_the_server_does_not_keep_rekey_out() throws Exception {
    try (PostgresServer small =
            PostgresServer.start(Map.of("max_connections", "20", "reserved_connections", "3"));
        PostgresTarget fresh = new PostgresTarget(4096, Duration.ofSeconds(2))) {
      Enrolled one = Enrolled.at(small, "full");
      small.sql("ALTER ROLE " + one.group() + "_a CONNECTION LIMIT -1");
      List<Connection> sessions = new ArrayList<>();
      try {
        while (sessions.size() < 20) {
          sessions.add(small.connect(one.group() + "_a", Enrolled.PLANTED));
        }
      } catch (SQLException full) {
        assertThat(full.getSQLState()).isEqualTo("53300");
      }
      assertThat(sessions).hasSizeBetween(10, 14);
      Suspect<PostgresUser> suspect = new Suspect<>(one.spec(small.endpoint()), Optional.empty());
      fresh.together().contain(one.rotator(), List.of(suspect)).getFirst().orThrow();
      for (Connection session : sessions) {
        assertThat(session.isValid(2)).isFalse();
      }
    }
  }
}
