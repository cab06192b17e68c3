package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.CredentialTargetContract;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract on a real server: a group, a current login in it, and a rotator made by the file.
 */
abstract class PostgresContract extends CredentialTargetContract<PostgresUser> {
  static final String PLANTED = "Planted1current0password2never3seen4in5logs6";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  static PostgresServer server;

  final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
  String group = "";
  Login rotator = new Login("", SecretValue.of("x"));

  abstract PostgresStrategy strategy();

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void enrol() {
    group = prefix() + COUNTER.incrementAndGet();
    String user = quoted(currentUser());
    server.sql(
        "CREATE ROLE " + quoted(group),
        "CREATE TABLE " + quoted("t_" + group) + " (id int)",
        "GRANT SELECT ON " + quoted("t_" + group) + " TO " + quoted(group),
        "CREATE ROLE " + user + " LOGIN IN ROLE " + quoted(group),
        "ALTER ROLE " + user + " SET role = " + quoted(group),
        "ALTER ROLE " + user + " SET search_path = \"$user\", public, \"odd, one\"",
        "ALTER ROLE " + user + " CONNECTION LIMIT 7",
        "ALTER ROLE " + user + " PASSWORD '" + PLANTED + "'");
    rotator =
        server.rotator(
            "rotator_" + group, "{" + element(group) + "," + element(currentUser()) + "}");
  }

  String prefix() {
    return "app";
  }

  String currentUser() {
    return group + "_a";
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String element(String name) {
    return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  protected CredentialTarget<PostgresUser> target() {
    return target;
  }

  @Override
  protected PostgresUser spec() {
    return spec(server.endpoint());
  }

  PostgresUser spec(PostgresEndpoint... endpoints) {
    return new PostgresUser(
        new SecretId("orders/db"),
        List.of(endpoints),
        new SecretId("orders/rotator"),
        strategy(),
        PasswordPolicy.DEFAULT);
  }

  @Override
  protected PostgresUser unreachable() {
    return spec(new PostgresEndpoint("127.0.0.1", 1, "postgres", false, Optional.empty()));
  }

  @Override
  protected Login rotator() {
    return rotator;
  }

  @Override
  protected Login current() {
    return new Login(currentUser(), SecretValue.of(PLANTED));
  }

  @Override
  protected List<String> state() {
    return server.query(
        "SELECT a::text FROM pg_authid a UNION ALL SELECT m::text FROM pg_auth_members m"
            + " UNION ALL SELECT s::text FROM pg_db_role_setting s"
            + " UNION ALL SELECT d::text FROM pg_shdepend d ORDER BY 1");
  }

  @Override
  protected AutoCloseable session(Login login) throws SQLException {
    return server.connect(login.identity(), login.value().reveal());
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    try {
      return ((Connection) session).isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }
}
