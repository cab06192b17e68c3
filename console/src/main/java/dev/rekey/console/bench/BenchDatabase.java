package dev.rekey.console.bench;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.console.embedded.ledger.LedgerLogin;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.util.PasswordUtil;

/**
 * The PostgreSQL whose credentials the bench rotates: a group role, and two users for each
 * credential.
 */
final class BenchDatabase {
  static final SecretId ROTATOR = new SecretId("bench/rotator");

  private static final String GROUP = "bench";
  private static final String ROTATOR_ROLE = "bench_rotator";

  private final LedgerLogin superuser;
  private final String password = UUID.randomUUID().toString();
  private final String verifier;

  BenchDatabase(LedgerLogin superuser) throws SQLException {
    this.superuser = superuser;
    this.verifier = PasswordUtil.encodePassword(GROUP, password.toCharArray(), "scram-sha-256");
    try (Connection admin = admin();
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE ROLE " + GROUP);
      statement.execute(
          "CREATE ROLE " + ROTATOR_ROLE + " LOGIN CREATEROLE PASSWORD '" + verifier + "'");
      statement.execute("GRANT pg_read_all_stats, pg_signal_backend TO " + ROTATOR_ROLE);
      statement.execute("GRANT " + GROUP + " TO " + ROTATOR_ROLE + " WITH ADMIN OPTION");
    }
  }

  String url() {
    return superuser.url();
  }

  Connection admin() throws SQLException {
    return DriverManager.getConnection(url(), superuser.user(), superuser.password());
  }

  /** Rekey's login there. */
  Login rotator() {
    return new Login(ROTATOR_ROLE, SecretValue.of(password));
  }

  /** The first login of a credential, after {@link #addUsers}. */
  Login first(int number) {
    return new Login(GROUP + number + "_a", SecretValue.of(password));
  }

  /**
   * Makes both users of the credentials {@code from} to {@code to}, exclusive, as they are between
   * two rotations: one in use, the other refused.
   */
  void addUsers(int from, int to) throws SQLException {
    try (Connection rotator = DriverManager.getConnection(url(), ROTATOR_ROLE, password);
        Statement statement = rotator.createStatement()) {
      for (int i = from; i < to; i++) {
        String made = " IN ROLE " + GROUP + " PASSWORD '" + verifier + "'";
        statement.addBatch("CREATE ROLE " + GROUP + i + "_a LOGIN" + made);
        statement.addBatch("CREATE ROLE " + GROUP + i + "_b NOLOGIN" + made);
      }
      statement.executeBatch();
    }
  }

  /** What Rekey is told of a credential. */
  PostgresUser credential(int number) {
    String user = GROUP + number;
    return new PostgresUser(
        new SecretId("bench/" + number),
        List.of(endpoint()),
        ROTATOR,
        new AlternatingUsers(GROUP, user + "_a", user + "_b"),
        PasswordPolicy.DEFAULT);
  }

  private PostgresEndpoint endpoint() {
    String[] address = url().substring(url().indexOf("//") + 2).split("[:/]", 3);
    return new PostgresEndpoint(
        address[0], Integer.parseInt(address[1]), address[2], false, Optional.empty());
  }
}
