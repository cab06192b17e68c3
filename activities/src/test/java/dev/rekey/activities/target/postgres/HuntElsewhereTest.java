package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.incident.Finding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attacker leaves behind in other databases than the credential's own. */
class HuntElsewhereTest extends PostgresSuite {
  private static final String NOT_SEEN = "database that the rotator could not look at";

  @BeforeEach
  void anotherDatabase() {
    server.sql("CREATE DATABASE " + other());
    server.sql("GRANT ALL ON DATABASE " + other() + " TO " + role());
  }

  private String role() {
    return app.group() + "_a";
  }

  private String other() {
    return "other_" + app.group();
  }

  private List<Finding> hunt() {
    return hunt(server.endpoint());
  }

  private List<Finding> hunt(PostgresEndpoint endpoint) {
    return target.hunt(
        new Suspect<>(app.spec(endpoint), Optional.empty()), app.rotator(), Instant.EPOCH);
  }

  /** As the attacker, in the other database, or that one. */
  private void attack(String database, String... statements) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    try (Connection session = DriverManager.getConnection(url, role(), Enrolled.PLANTED);
        Statement statement = session.createStatement()) {
      statement.execute("SET ROLE NONE");
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  @Test
  void what_is_made_in_another_database_is_found_there_and_what_is_the_server_s_is_told_once()
      throws Exception {
    attack(
        other(),
        "CREATE SCHEMA s_" + app.group(),
        "CREATE FUNCTION s_%s.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"
            .formatted(app.group()),
        "SELECT lo_create(777)",
        "CREATE PUBLICATION p_" + app.group(),
        "ALTER ROLE " + role() + " SET work_mem = 64");
    String there = server.endpoint().in(other()).name();
    assertThat(hunt())
        .extracting(Finding::what, Finding::identity, Finding::where)
        .contains(
            tuple("schema", "s_" + app.group(), there),
            tuple(
                "function that runs with the rights of its owner",
                "s_" + app.group() + ".f()",
                there),
            tuple("large object", "777", there),
            tuple("publication", "p_" + app.group(), there))
        .doesNotHaveDuplicates();
    assertThat(hunt())
        .filteredOn(it -> it.identity().equals("work_mem"))
        .extracting(Finding::where)
        .containsExactly(server.endpoint().name());
  }

  /** Only its owner and a superuser see a job, so that it is told that there may be some. */
  @Test
  void that_jobs_may_run_later_is_told_where_something_runs_them() throws Exception {
    attack(other(), "CREATE SCHEMA s_" + app.group());
    try (Connection session =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + other(),
                "postgres",
                PostgresServer.PASSWORD);
        Statement statement = session.createStatement()) {
      statement.execute("CREATE EXTENSION citext");
      statement.execute("SET allow_system_table_mods = on");
      statement.execute("UPDATE pg_extension SET extname = 'pg_cron' WHERE extname = 'citext'");
    }
    assertThat(hunt())
        .filteredOn(it -> it.identity().equals("pg_cron"))
        .singleElement()
        .satisfies(it -> assertThat(it.what()).contains("runs jobs later"))
        .extracting(Finding::where)
        .isEqualTo(server.endpoint().in(other()).name());
  }

  @Test
  void a_database_that_lets_the_rotator_not_in_is_told_with_how_much_is_theirs_in_it()
      throws Exception {
    attack(other(), "CREATE SCHEMA one_" + app.group(), "CREATE SCHEMA two_" + app.group());
    server.sql("REVOKE CONNECT ON DATABASE " + other() + " FROM PUBLIC");
    isToldWith("2 objects");
    server.sql(
        "GRANT CONNECT ON DATABASE " + other() + " TO PUBLIC",
        "ALTER DATABASE " + other() + " CONNECTION LIMIT 0");
    isToldWith("2 objects");
  }

  private void isToldWith(String words) {
    assertThat(hunt())
        .filteredOn(it -> it.identity().equals(other()))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .startsWith(NOT_SEEN)
        .contains(words);
  }

  @Test
  void that_its_own_database_lets_nobody_in_hides_nothing_in_others() throws Exception {
    String own = "own_" + app.group();
    server.sql("CREATE DATABASE " + own + " OWNER " + role());
    attack(own, "CREATE SCHEMA hidden");
    attack(other(), "CREATE SCHEMA seen_" + app.group());
    server.sql("ALTER DATABASE " + own + " CONNECTION LIMIT 0");
    assertThat(hunt(server.endpoint().in(own)))
        .extracting(Finding::identity, Finding::where)
        .contains(
            tuple(own, server.endpoint().in(own).name()),
            tuple("seen_" + app.group(), server.endpoint().in(other()).name()));
  }

  @Test
  void a_flood_in_one_database_does_not_hide_what_is_in_another_one() throws Exception {
    server.sql("GRANT CREATE ON SCHEMA public TO " + role());
    StringBuilder flood = new StringBuilder("SET ROLE NONE");
    for (int i = 0; i < 205; i++) {
      flood.append("; CREATE TABLE f").append(i).append('_').append(app.group()).append(" ()");
    }
    attack("postgres", flood.toString());
    attack(other(), "CREATE SCHEMA small_" + app.group());
    assertThat(hunt()).hasSize(201).extracting(Finding::identity).contains("small_" + app.group());
  }
}
