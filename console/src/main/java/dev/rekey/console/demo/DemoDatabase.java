package dev.rekey.console.demo;

import dev.rekey.console.api.LoginInput;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;
import dev.rekey.console.embedded.ledger.PostgresServer;
import dev.rekey.model.credential.PostgresEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.util.PasswordUtil;

/** The database whose login is rotated: a PostgreSQL with a group role that may use one table. */
final class DemoDatabase {
  /** The group role, and the database. */
  static final String ORDERS = "orders";

  private static final String ROTATOR = "rekey_rotator";
  private static final String ROTATOR_FILE =
      "/dev/rekey/activities/target/postgres/postgres-rotator.sql";

  private final LoginInput rotator = new LoginInput(ROTATOR, UUID.randomUUID().toString());
  private final URI server;

  private DemoDatabase(URI server) {
    this.server = server;
  }

  /**
   * Sets a fresh server up as its administrator would.
   *
   * @throws EnvironmentException if it refuses
   */
  static DemoDatabase on(PostgresServer server) {
    LedgerLogin admin = server.login();
    DemoDatabase database = new DemoDatabase(URI.create(admin.url().substring("jdbc:".length())));
    try {
      try (Connection connection =
              DriverManager.getConnection(admin.url(), admin.user(), admin.password());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + ORDERS);
      }
      try (Connection connection =
          DriverManager.getConnection(database.url(), admin.user(), admin.password())) {
        database.grant(connection);
      }
      return database;
    } catch (SQLException | IOException e) {
      throw new EnvironmentException("The demo's database could not be set up");
    }
  }

  private void grant(Connection admin) throws SQLException, IOException {
    try (Statement statement = admin.createStatement()) {
      statement.execute("CREATE ROLE " + ORDERS + " NOLOGIN");
      statement.execute("CREATE TABLE line (id bigserial PRIMARY KEY, article text NOT NULL)");
      statement.execute("GRANT SELECT, INSERT ON line TO " + ORDERS);
      statement.execute("GRANT USAGE ON SEQUENCE line_id_seq TO " + ORDERS);
      setting(admin, "rekey.rotator", ROTATOR);
      setting(admin, "rekey.roles", "{" + ORDERS + "}");
      statement.execute(rotatorFile());
      statement.execute("ALTER ROLE " + ROTATOR + " PASSWORD '" + verifier() + "'");
    }
  }

  private static void setting(Connection admin, String name, String value) throws SQLException {
    try (PreparedStatement set = admin.prepareStatement("SELECT set_config(?, ?, false)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }

  private static String rotatorFile() throws IOException {
    try (InputStream file = DemoDatabase.class.getResourceAsStream(ROTATOR_FILE)) {
      if (file == null) {
        throw new EnvironmentException("This build lacks " + ROTATOR_FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String verifier() throws SQLException {
    return PasswordUtil.encodePassword(ROTATOR, rotator.value().toCharArray(), "scram-sha-256");
  }

  /** Rekey's own login there. */
  LoginInput rotator() {
    return rotator;
  }

  /** The JDBC URL of the database. */
  String url() {
    return "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + "/" + ORDERS;
  }

  /** Where it is. */
  PostgresEndpoint endpoint() {
    return new PostgresEndpoint(
        server.getHost(), server.getPort(), ORDERS, false, Optional.empty());
  }
}
