package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is logged in as one of some roles, in any database of the cluster: clients, replication,
 * background workers that run as the role, and prepared transactions, which outlive their session.
 * Sessions are known by the role that logged in; nothing that a client says of itself hides it.
 */
final class SessionWatch {
  /** Ending takes a moment: the server is asked again after so long, and each time twice that. */
  private static final int FIRST_ROUND_MS = 10;

  private static final int LONGEST_ROUND_MS = 1000;
  private static final int ROUNDS = 16;

  /** Of a session whose role was dropped only the oid is left. */
  private static final String DROPPED = "dropped role ";

  private static final String ROLE = "coalesce(usename::text, '" + DROPPED + "' || usesysid)";

  /**
   * Whether it is one of some roles. With {@code = ANY} of a parameter, and with {@code IN} alone,
   * each session would be compared to each role: a hundred times slower for a thousand of both.
   */
  private static final String THESE = "(/* role */ IN (SELECT unnest(?::text[]))) IS TRUE";

  /** Each takes roles and a limit in time. A start that we may not see is kept, to be noticed. */
  static final String SESSIONS =
      """
      SELECT /* role */ AS role, coalesce(application_name, '') AS application,
        coalesce(host(client_addr), 'a local socket') AS address, backend_start AS since
      FROM pg_stat_activity WHERE leader_pid IS NULL AND /* these */
        AND (backend_start IS NULL OR backend_start < ?::timestamptz)"""
          .replace("/* these */", THESE)
          .replace("/* role */", ROLE);

  /** A prepared transaction has no session that could be ended, and lets nobody in. */
  private static final String PREPARED =
      """
      SELECT owner AS role, 'prepared transaction ' || gid AS application,
        'database ' || database AS address, prepared AS since
      FROM pg_prepared_xacts WHERE owner = ANY (?::text[]) AND prepared < ?::timestamptz""";

  private static final String LOOK = SESSIONS + " UNION ALL " + PREPARED;

  static final String TERMINATE =
      """
      SELECT pg_terminate_backend(pid), /* role */ AS role, coalesce(application_name, '') AS application,
        coalesce(host(client_addr), 'a local socket') AS address, backend_start AS since
      FROM pg_stat_activity WHERE /* these */
        AND (backend_start IS NULL OR backend_start < ?::timestamptz)"""
          .replace("/* these */", THESE)
          .replace("/* role */", ROLE);
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final RotatorSessions rotators;

  SessionWatch(RotatorSessions rotators) {
    this.rotators = rotators;
  }

  /** What the role with this oid is called once it is gone. */
  static String dropped(String oid) {
    return DROPPED + oid;
  }

  /** The sessions at these endpoints; only those opened before that time, if one is given. */
  List<OpenSession> at(
      List<PostgresEndpoint> endpoints, Login rotator, String identity, Optional<Instant> before) {
    return EveryEndpoint.ask(
            endpoints,
            endpoint ->
                rotators.atServer(
                    endpoint, rotator, session -> seen(session, List.of(identity), before)))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The sessions that one endpoint shows now. */
  static List<OpenSession> seen(
      RotatorSession session, Collection<String> identities, Optional<Instant> before)
      throws SQLException {
    String roles = Quoting.array(identities);
    String limit = moment(before);
    return session.rows(LOOK, SessionWatch::open, roles, limit, roles, limit);
  }

  /** The sessions alone: what can act. */
  static List<OpenSession> acting(RotatorSession session, Collection<String> identities)
      throws SQLException {
    return session.rows(
        SESSIONS, SessionWatch::open, Quoting.array(identities), moment(Optional.empty()));
  }

  /** Ends them at every endpoint, and looks until there are none or a number of rounds is over. */
  List<OpenSession> end(
      List<PostgresEndpoint> endpoints, Login rotator, String identity, Optional<Instant> before) {
    return EveryEndpoint.ask(
            endpoints,
            endpoint ->
                rotators.atServer(
                    endpoint,
                    rotator,
                    session -> end(session, List.of(identity), before, new HashSet<>())))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Tells the sessions of these roles to end, and waits for none of them. */
  static void tell(RotatorSession session, Collection<String> identities, Set<OpenSession> told)
      throws SQLException {
    told.addAll(
        session.rows(
            TERMINATE, SessionWatch::open, Quoting.array(identities), moment(Optional.empty())));
  }

  /**
   * Ends the sessions of these roles at one endpoint: all are told first, then waited for.
   *
   * @param told takes those that were told
   */
  static List<OpenSession> end(
      RotatorSession session,
      Collection<String> identities,
      Optional<Instant> before,
      Set<OpenSession> told)
      throws SQLException {
    String roles = Quoting.array(identities);
    String limit = moment(before);
    List<OpenSession> left = List.of();
    int pause = FIRST_ROUND_MS;
    for (int round = 0; round < ROUNDS; round++) {
      told.addAll(session.rows(TERMINATE, SessionWatch::open, roles, limit));
      left = session.rows(SESSIONS, SessionWatch::open, roles, limit);
      if (left.isEmpty()) {
        return left;
      }
      session.run("SELECT pg_sleep(" + pause / 1000.0 + ")");
      pause = Math.min(2 * pause, LONGEST_ROUND_MS);
    }
    return left;
  }

  private static OpenSession open(ResultSet row) throws SQLException {
    Timestamp since = row.getTimestamp("since");
    if (since == null) {
      throw Refusals.denied(
          "The rotator cannot see who is logged in; run: GRANT pg_read_all_stats TO <the rotator>");
    }
    return new OpenSession(
        row.getString("role"),
        row.getString("application"),
        row.getString("address"),
        since.toInstant());
  }

  /** Without a limit, and beyond what PostgreSQL can count, time is infinite. */
  private static String moment(Optional<Instant> before) {
    return before.filter(limit -> limit.isBefore(LAST)).map(Instant::toString).orElse("infinity");
  }
}
