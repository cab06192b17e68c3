package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.ChoosingTargetContract;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract on a real server: a group, a current login in it, and a rotator made by the file.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresContract extends ChoosingTargetContract<PostgresUser> {
  @SuppressWarnings("NullAway.Init") // before all tests
  PostgresServer server;

  @SuppressWarnings("NullAway.Init") // before each test
  Enrolled enrolled;

  final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
  String group = "";
  Login rotator = new Login("", SecretValue.of("x"));

  abstract PostgresStrategy strategy();

  @BeforeAll
  void start() {
    server = open();
  }

  PostgresServer open() {
    return PostgresServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void enrol() {
    enrolled = Enrolled.at(server, prefix());
    group = enrolled.group();
    rotator = enrolled.rotator();
  }

  String prefix() {
    return "app";
  }

  String currentUser() {
    return group + "_a";
  }

  @Override
  protected ChoosingTarget<PostgresUser> target() {
    return target;
  }

  @Override
  protected PostgresUser spec() {
    return spec(server.endpoint());
  }

  private PostgresUser spec(PostgresEndpoint endpoint) {
    return Enrolled.spec(strategy(), endpoint);
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
    return new Login(currentUser(), SecretValue.of(Enrolled.PLANTED));
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
