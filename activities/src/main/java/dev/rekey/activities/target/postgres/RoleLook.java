package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the server itself shows of many roles: which may log in, and who is logged in. */
final class RoleLook {
  private static final String ABLE =
      "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname = ANY (string_to_array(?, chr(1)))";

  /** The memberships in one pass: asked role by role, the server reads all of them each time. */
  private static final String STATE =
      """
      WITH these AS (SELECT * FROM pg_roles WHERE rolname = ANY (string_to_array(?, chr(1)))),
        groups AS (SELECT member, string_agg(roleid::regrole::text, ', ' ORDER BY roleid) AS names
          FROM pg_auth_members WHERE member IN (SELECT oid FROM these) GROUP BY member)
      SELECT rolname, rolcanlogin, 'role ' || rolname
        || CASE WHEN rolcanlogin THEN ' may log in' ELSE ' may not log in' END
        || CASE WHEN rolconnlimit < 0 THEN '' ELSE ', ' || rolconnlimit || ' sessions at most' END
        || coalesce(', until ' || rolvaliduntil, '')
        || coalesce(', a member of ' || names, '')
      FROM these LEFT JOIN groups ON member = oid\
      """;

  private static final String SEP = "\u0001";

  private final RotatorSessions rotators;

  RoleLook(RotatorSessions rotators) {
    this.rotators = rotators;
  }

  private record Seen(
      PostgresEndpoint endpoint,
      Map<String, Boolean> able,
      Map<String, List<OpenSession>> sessions) {}

  /**
   * How a role is.
   *
   * @param able whether it may log in
   * @param sentence all of it, for people
   */
  record State(String role, boolean able, String sentence) {}

  /** How the roles are that there are. */
  static List<State> states(RotatorSession session, List<String> roles) throws SQLException {
    return session.rows(
        STATE,
        row -> new State(row.getString(1), row.getBoolean(2), row.getString(3)),
        String.join(SEP, roles));
  }

  /** The roles that there are, and whether each may log in. */
  static Map<String, Boolean> able(RotatorSession session, List<String> roles) throws SQLException {
    Map<String, Boolean> able = new HashMap<>();
    session
        .rows(ABLE, row -> Map.entry(row.getString(1), row.getBoolean(2)), String.join(SEP, roles))
        .forEach(one -> able.put(one.getKey(), one.getValue()));
    return able;
  }

  /** What to go back to. */
  List<Outcome<List<String>>> state(
      List<PostgresEndpoint> endpoints, Login rotator, List<Suspect<PostgresUser>> there) {
    List<String> roles = RoleContainment.roles(there);
    Map<String, List<String>> lines = new HashMap<>();
    rotators
        .at(endpoints.getFirst(), rotator, session -> states(session, roles))
        .forEach(one -> add(lines, one.role(), one.sentence()));
    for (Seen seen : look(endpoints, rotator, roles)) {
      seen.sessions()
          .forEach((role, open) -> open.forEach(one -> add(lines, role, one.sentence())));
    }
    return there.stream()
        .<Outcome<List<String>>>map(
            one ->
                new Outcome.Done<>(
                    one.identities().stream()
                        .flatMap(role -> lines.getOrDefault(role, List.of()).stream())
                        .toList()))
        .toList();
  }

  private static void add(Map<String, List<String>> lines, String role, String line) {
    lines.computeIfAbsent(role, r -> new ArrayList<>()).add(line);
  }

  /** Roles that may log in, at any endpoint, and sessions. */
  List<Outcome<List<Living>>> living(
      List<PostgresEndpoint> endpoints, Login rotator, List<Suspect<PostgresUser>> there) {
    List<Seen> looks = look(endpoints, rotator, RoleContainment.roles(there));
    return there.stream()
        .<Outcome<List<Living>>>map(one -> new Outcome.Done<>(living(one, looks)))
        .toList();
  }

  private List<Seen> look(List<PostgresEndpoint> endpoints, Login rotator, List<String> roles) {
    return EveryEndpoint.ask(
        endpoints,
        endpoint ->
            rotators.at(
                endpoint,
                rotator,
                session ->
                    new Seen(
                        endpoint,
                        able(session, roles),
                        SessionWatch.seen(session, roles, Optional.empty()).stream()
                            .collect(Collectors.groupingBy(OpenSession::identity)))));
  }

  /** A single user may log in, with a password that nobody knows; whether that is so, tries say. */
  private static List<Living> living(Suspect<PostgresUser> one, List<Seen> looks) {
    List<Living> living = new ArrayList<>();
    for (Seen seen : looks) {
      String where = seen.endpoint().name();
      for (String role : one.identities()) {
        if (one.spec().overlaps() && seen.able().getOrDefault(role, false)) {
          living.add(new Living("role may log in", role, where));
        }
        seen.sessions().getOrDefault(role, List.of()).stream()
            .map(session -> new Living("session", session.sentence(), where))
            .forEach(living::add);
      }
    }
    return living;
  }
}
