package dev.rekey.activities.target.postgres;

import dev.rekey.model.credential.PostgresEndpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postgresql.PGStatement;

/** One session of the rotator at one endpoint, for the length of one piece of work. */
final class RotatorSession {
  /**
   * Whoever owns a database says with which settings its sessions start: first of all nothing of it
   * may run as the rotator, or keep it from working. So no function is called before names mean
   * what the system catalogs say. Nothing waits for ever, and a crashed function leaves no lock;
   * what is committed is on disk; a role that we make is not granted to us to act with; and each
   * query is planned once for a session, since planning costs more than running it.
   */
  private static final String PREPARATION =
      """
      SET statement_timeout = '10s';
      SET search_path = pg_catalog;
      SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
      SET ROLE NONE;
      SELECT set_config(name, setting, false) FROM (VALUES
        ('standard_conforming_strings', 'on'),
        ('TimeZone', 'UTC'),
        ('DateStyle', 'ISO'),
        ('lock_timeout', '5s'),
        ('idle_in_transaction_session_timeout', '15s'),
        ('createrole_self_grant', ''),
        ('plan_cache_mode', 'force_generic_plan'),
        ('synchronous_commit', CASE current_setting('synchronous_commit')
           WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END)) AS wanted (name, setting)
      WHERE current_setting(name, true) IS NOT NULL
      """;

  private final Connection connection;
  private final PostgresEndpoint endpoint;

  RotatorSession(Connection connection, PostgresEndpoint endpoint) {
    this.connection = connection;
    this.endpoint = endpoint;
  }

  /** Sets a new session up. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PREPARATION);
    }
  }

  /**
   * The first words of a session that is ended as soon as it is seen: who does that goes first. The
   * names are no part of them, for how a text is quoted is not settled yet.
   */
  static void logOut(Connection connection, Collection<String> roles) throws SQLException {
    try (PreparedStatement words =
        connection.prepareStatement(
            "SET search_path = pg_catalog; SET statement_timeout = '10s';"
                + " SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE usename = ANY (?::text[])")) {
      words.setString(1, Quoting.array(roles));
      words.execute();
    }
  }

  /** Where it is. */
  PostgresEndpoint endpoint() {
    return endpoint;
  }

  /** The server's major version; known without asking. */
  int majorVersion() throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }

  /** The server's clock. */
  Instant now() throws SQLException {
    return rows("SELECT clock_timestamp()", row -> row.getTimestamp(1).toInstant()).getFirst();
  }

  /** Reads one row. */
  interface Reading<T> {
    /** The row as a value. */
    T of(ResultSet row) throws SQLException;
  }

  /** All rows of a query whose parameters are texts. */
  <T> List<T> rows(String query, Reading<T> reading, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(1); // planned once, run for everybody
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows, reading);
      }
    }
  }

  /** Several statements in one round trip; the rows of the last one, which must be a query. */
  <T> List<T> script(List<String> statements, Reading<T> reading) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(String.join(";\n", statements));
      for (int before = 1; before < statements.size(); before++) {
        statement.getMoreResults();
      }
      return read(statement.getResultSet(), reading);
    }
  }

  /** Several statements in one round trip. */
  void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(String.join(";\n", statements));
    }
  }

  private static <T> List<T> read(ResultSet rows, Reading<T> reading) throws SQLException {
    List<T> values = new ArrayList<>();
    while (rows.next()) {
      values.add(reading.of(rows));
    }
    return values;
  }
}
