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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.util.PasswordUtil;

/**
 * The PostgreSQL whose credentials the bench rotates: two users for each of them, and for each team
 * of 250 a group role and a rotator of its own. One rotator for thousands would measure PostgreSQL
 * instead: from version 16 on it walks over every role that somebody administers, whenever they
 * change one.
 */
final class BenchDatabase {
  private static final int TEAM = 250;
  private static final String USER = "bench";

  private final LedgerLogin superuser;
  private final String password = UUID.randomUUID().toString();
  private int teams;

  BenchDatabase(LedgerLogin superuser) {
    this.superuser = superuser;
  }

  private static String verifier(String password) throws SQLException {
    return PasswordUtil.encodePassword(USER, password.toCharArray(), "scram-sha-256");
  }

  String url() {
    return superuser.url();
  }

  Connection admin() throws SQLException {
    return DriverManager.getConnection(url(), superuser.user(), superuser.password());
  }

  /** A session of a credential's first login, as a workload has it. */
  Connection session(int number) throws SQLException {
    return DriverManager.getConnection(url(), USER + number + "_a", passwordOf(number));
  }

  /** Each has its own, or all of them would leak together with the first. */
  private String passwordOf(int number) {
    return password + "-" + number;
  }

  /** The users of the credentials {@code from} to {@code to}, exclusive, that may log in. */
  static List<String> users(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> USER + number + "_a").toList();
  }

  /** The first login of a credential, after {@link #addUsers}. */
  Login first(int number) {
    return new Login(USER + number + "_a", SecretValue.of(passwordOf(number)));
  }

  /**
   * Makes both users of the credentials {@code from} to {@code to}, exclusive, as they are between
   * two rotations: one in use, the other refused.
   *
   * @return the rotators that were made for them: the secret of each, and Rekey's login
   */
  Map<SecretId, Login> addUsers(int from, int to) throws SQLException {
    Map<SecretId, Login> rotators = new LinkedHashMap<>();
    while (teams * TEAM < to) {
      addTeam(teams);
      rotators.put(secret(teams), new Login(rotator(teams), SecretValue.of(password)));
      teams++;
    }
    for (int next = from; next < to; next = Math.min(to, (next / TEAM + 1) * TEAM)) {
      addUsersOfTeam(next / TEAM, next, Math.min(to, (next / TEAM + 1) * TEAM));
    }
    return rotators;
  }

  private void addTeam(int team) throws SQLException {
    try (Connection admin = admin();
        Statement statement = admin.createStatement()) {
      String made = " LOGIN CREATEROLE PASSWORD '" + verifier(password) + "'";
      statement.addBatch("CREATE ROLE " + group(team));
      statement.addBatch("CREATE ROLE " + rotator(team) + made);
      statement.addBatch("GRANT pg_read_all_stats, pg_signal_backend TO " + rotator(team));
      statement.addBatch("GRANT " + group(team) + " TO " + rotator(team) + " WITH ADMIN OPTION");
      statement.executeBatch();
    }
  }

  private void addUsersOfTeam(int team, int from, int to) throws SQLException {
    try (Connection rotator = DriverManager.getConnection(url(), rotator(team), password);
        Statement statement = rotator.createStatement()) {
      for (int i = from; i < to; i++) {
        String made = " IN ROLE " + group(team) + " PASSWORD '" + verifier(passwordOf(i)) + "'";
        statement.addBatch("CREATE ROLE " + USER + i + "_a LOGIN" + made);
        statement.addBatch("CREATE ROLE " + USER + i + "_b NOLOGIN" + made);
      }
      statement.executeBatch();
    }
  }

  private static String group(int team) {
    return "team" + team;
  }

  private static String rotator(int team) {
    return "rotator" + team;
  }

  private static SecretId secret(int team) {
    return new SecretId("bench/rotator/" + team);
  }

  /** The name of a credential's secret. */
  static SecretId secretOf(int number) {
    return new SecretId("bench/" + number);
  }

  /** What Rekey is told of a credential. */
  PostgresUser credential(int number) {
    int team = number / TEAM;
    return new PostgresUser(
        secretOf(number),
        List.of(endpoint()),
        secret(team),
        new AlternatingUsers(group(team), USER + number + "_a", USER + number + "_b"),
        PasswordPolicy.DEFAULT);
  }

  private PostgresEndpoint endpoint() {
    String[] address = url().substring(url().indexOf("//") + 2).split("[:/]", 3);
    return new PostgresEndpoint(
        address[0], Integer.parseInt(address[1]), address[2], false, Optional.empty());
  }
}
