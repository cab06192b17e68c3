package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresUser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leaked role that owns its database, and says with which settings sessions there start. */
class OwnDatabaseTest extends PostgresSuite {
  @BeforeEach
  void ownsADatabase() {
    server.sql("CREATE DATABASE " + database() + " OWNER " + role());
  }

  private String role() {
    return app.group() + "_a";
  }

  private String database() {
    return "of_" + app.group();
  }

  private Connection session(String user, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database(), user, password);
  }

  private void attack(String... statements) throws SQLException {
    try (Connection session = session(role(), Enrolled.PLANTED);
        Statement statement = session.createStatement()) {
      statement.execute("SET ROLE NONE");
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private List<Deed> contain() {
    PostgresUser spec = app.spec(server.endpoint().in(database()));
    return target
        .together()
        .contain(app.rotator(), List.of(new Suspect<>(spec, Optional.empty())))
        .getFirst()
        .orThrow();
  }

  private String mayLogIn() {
    return server
        .query("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + role() + "'")
        .getFirst();
  }

  @Test
  void nothing_that_it_put_in_the_way_of_names_runs_as_the_rotator() throws Exception {
    attack(
        "CREATE SCHEMA evil",
        "CREATE TABLE evil.ran (who text)",
        "GRANT ALL ON SCHEMA evil TO PUBLIC",
        "GRANT ALL ON evil.ran TO PUBLIC",
        "CREATE FUNCTION evil.set_config(text, text, boolean) RETURNS text LANGUAGE plpgsql AS"
            + " 'BEGIN INSERT INTO evil.ran VALUES (current_user); RETURN NULL; END'",
        "ALTER DATABASE " + database() + " SET search_path = evil, pg_catalog");
    contain();
    assertThat(mayLogIn()).isEqualTo("f");
    try (Connection session = session("postgres", PostgresServer.PASSWORD);
        Statement statement = session.createStatement();
        var rows = statement.executeQuery("SELECT who FROM evil.ran")) {
      assertThat(rows.next()).as("it ran").isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET default_transaction_read_only = on",
        "SET statement_timeout = 1",
        "SET local_preload_libraries = none_such",
        "CONNECTION LIMIT 0"
      })
  void no_setting_of_its_own_keeps_it_from_being_refused_and_logged_out(String setting)
      throws Exception {
    attack("ALTER DATABASE " + database() + " " + setting);
    try (Connection thief = server.connect(role(), Enrolled.PLANTED)) {
      assertThat(contain()).extracting(Deed::what).contains("role " + role() + " refused");
      assertThat(thief.isValid(5)).isFalse();
    }
    assertThat(mayLogIn()).isEqualTo("f");
  }

  @Test
  void that_it_lets_nobody_in_or_renames_it_keeps_it_from_nothing_either() throws Exception {
    attack("REVOKE CONNECT ON DATABASE " + database() + " FROM PUBLIC");
    contain();
    assertThat(mayLogIn()).isEqualTo("f");
    server.sql(
        "ALTER ROLE " + role() + " LOGIN",
        "ALTER DATABASE " + database() + " RENAME TO other_" + app.group());
    contain();
    assertThat(mayLogIn()).isEqualTo("f");
  }
}
