package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is logged in as a role, in any database of the cluster: clients, replication, background
 * workers that run as the role, and prepared transactions, which outlive their session. Sessions
 * are known by the role that logged in; nothing that a client says of itself hides it.
 */
final class SessionWatch {
  /** How long the server waits for one round of sessions to end. */
  private static final int ROUND_MS = 1000;

  private static final int ROUNDS = 10;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final RotatorSessions rotators;

  SessionWatch(RotatorSessions rotators) {
    this.rotators = rotators;
  }

  /** The sessions at these endpoints; only those opened before that time, if one is given. */
  List<OpenSession> at(
      List<PostgresEndpoint> endpoints, Login rotator, String identity, Optional<Instant> before) {
    return EveryEndpoint.ask(
            endpoints,
            endpoint ->
                rotators.at(
                    endpoint, rotator, session -> seen(session, List.of(), identity, before)))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Runs statements and then looks, in one round trip. */
  static List<OpenSession> seen(
      RotatorSession session, List<String> first, String identity, Optional<Instant> before)
      throws SQLException {
    List<String> statements = new ArrayList<>(first);
    statements.add(look(identity, before));
    return session.script(statements, row -> open(identity, row));
  }

  /** Ends them at every endpoint, and looks until there are none or a number of rounds is over. */
  List<OpenSession> end(
      List<PostgresEndpoint> endpoints, Login rotator, String identity, Optional<Instant> before) {
    String terminate = terminate(identity, before);
    return EveryEndpoint.ask(
            endpoints,
            endpoint ->
                rotators.at(
                    endpoint, rotator, session -> end(session, terminate, identity, before)))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<OpenSession> end(
      RotatorSession session, String terminate, String identity, Optional<Instant> before)
      throws SQLException {
    List<OpenSession> left = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      left = live(session, terminate, identity, before);
      if (left.isEmpty()) {
        return left;
      }
    }
    return left;
  }

  /** A prepared transaction has no session that could be ended, and lets nobody in. */
  private static List<OpenSession> live(
      RotatorSession session, String terminate, String identity, Optional<Instant> before)
      throws SQLException {
    return session.script(
        List.of(terminate, sessions(identity, before)), row -> open(identity, row));
  }

  private static OpenSession open(String identity, ResultSet row) throws SQLException {
    Timestamp since = row.getTimestamp("since");
    if (since == null) {
      throw Refusals.denied(
          "The rotator cannot see who is logged in; run: GRANT pg_read_all_stats TO <the rotator>");
    }
    return new OpenSession(
        identity, row.getString("application"), row.getString("address"), since.toInstant());
  }

  private static String look(String identity, Optional<Instant> before) {
    return sessions(identity, before)
        + " UNION ALL SELECT 'prepared transaction ' || gid, 'database ' || database, prepared"
        + " FROM pg_prepared_xacts WHERE owner = "
        + Quoting.text(identity)
        + earlier("prepared", before);
  }

  private static String sessions(String identity, Optional<Instant> before) {
    return "SELECT coalesce(application_name, '') AS application,"
        + " coalesce(host(client_addr), 'a local socket') AS address, backend_start AS since"
        + " FROM pg_stat_activity WHERE leader_pid IS NULL AND usename = "
        + Quoting.text(identity)
        + earlier("backend_start", before);
  }

  private static String terminate(String identity, Optional<Instant> before) {
    return "SELECT pg_terminate_backend(pid, "
        + ROUND_MS
        + ") FROM (SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = "
        + Quoting.text(identity)
        + earlier("backend_start", before)
        + " OFFSET 0) AS told";
  }

  /** A start that we may not see is kept, so that it is noticed. */
  private static String earlier(String column, Optional<Instant> before) {
    return before
        .map(limit -> " AND (" + column + " IS NULL OR " + column + " < " + moment(limit) + ")")
        .orElse("");
  }

  /** Beyond what PostgreSQL can count, time is infinite. */
  private static String moment(Instant limit) {
    return limit.isBefore(LAST) ? "'" + limit + "'" : "'infinity'";
  }
}
