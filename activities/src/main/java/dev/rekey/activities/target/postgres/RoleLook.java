package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What the server itself shows of many roles: which may log in, and who is logged in. */
final class RoleLook {
  /** The memberships in one pass: asked role by role, the server reads all of them each time. */
  private static final String STATE =
      """
      WITH these AS (SELECT * FROM pg_roles WHERE rolname = ANY (?::text[])),
        groups AS (SELECT member, string_agg(roleid::regrole::text, ', ' ORDER BY roleid) AS names
          FROM pg_auth_members WHERE member IN (SELECT oid FROM these) GROUP BY member)
      SELECT rolname, 'role ' || rolname
        || CASE WHEN rolcanlogin THEN ' may log in' ELSE ' may not log in' END
        || CASE WHEN rolconnlimit < 0 THEN '' ELSE ', ' || rolconnlimit || ' sessions at most' END
        || coalesce(', until ' || rolvaliduntil, '')
        || coalesce(', a member of ' || names, '')
      FROM these LEFT JOIN groups ON member = oid\
      """;

  private final RotatorSessions rotators;

  RoleLook(RotatorSessions rotators) {
    this.rotators = rotators;
  }

  private record Seen(
      PostgresEndpoint endpoint, RoleNames names, Map<String, List<OpenSession>> sessions) {}

  /** How a role is, in a sentence. */
  record State(String role, String sentence) {}

  /** How the roles are that there are. */
  static List<State> states(RotatorSession session, List<String> roles) throws SQLException {
    return session.rows(
        STATE, row -> new State(row.getString(1), row.getString(2)), Quoting.array(roles));
  }

  /** Something about what the roles of each are called. */
  <T> List<Outcome<T>> named(
      PostgresEndpoint endpoint,
      Login rotator,
      List<Suspect<PostgresUser>> there,
      BiFunction<RoleNames, Suspect<PostgresUser>, T> about) {
    RoleNames names = rotators.atServer(endpoint, rotator, session -> RoleNames.at(session, there));
    return there.stream()
        .<Outcome<T>>map(one -> new Outcome.Done<>(about.apply(names, one)))
        .toList();
  }

  /** What to go back to. */
  List<Outcome<List<String>>> state(
      List<PostgresEndpoint> endpoints, Login rotator, List<Suspect<PostgresUser>> there) {
    Map<String, List<String>> lines = new HashMap<>();
    List<Seen> looks = look(endpoints, rotator, there);
    RoleNames names = looks.getFirst().names();
    rotators
        .atServer(endpoints.getFirst(), rotator, session -> states(session, names.all(there)))
        .forEach(one -> add(lines, one.role(), one.sentence()));
    for (Seen seen : looks) {
      seen.sessions()
          .forEach((role, open) -> open.forEach(one -> add(lines, role, one.sentence())));
    }
    return there.stream()
        .<Outcome<List<String>>>map(
            one ->
                new Outcome.Done<>(
                    names.of(one).stream()
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
    List<Seen> looks = look(endpoints, rotator, there);
    return there.stream()
        .<Outcome<List<Living>>>map(one -> new Outcome.Done<>(living(one, looks)))
        .toList();
  }

  private List<Seen> look(
      List<PostgresEndpoint> endpoints, Login rotator, List<Suspect<PostgresUser>> there) {
    return EveryEndpoint.ask(
        endpoints,
        endpoint ->
            rotators.atServer(endpoint, rotator, session -> seen(endpoint, session, there)));
  }

  private static Seen seen(
      PostgresEndpoint endpoint, RotatorSession session, List<Suspect<PostgresUser>> there)
      throws SQLException {
    RoleNames names = RoleNames.at(session, there);
    return new Seen(
        endpoint,
        names,
        SessionWatch.acting(session, names.all(there)).stream()
            .collect(Collectors.groupingBy(OpenSession::identity)));
  }

  /**
   * A master user of RDS may log in, with a password that nobody knows; whether that is so, tries
   * say.
   */
  private static List<Living> living(Suspect<PostgresUser> one, List<Seen> looks) {
    List<Living> living = new ArrayList<>();
    for (Seen seen : looks) {
      String where = seen.endpoint().name();
      for (String role : seen.names().of(one)) {
        if (seen.names().able(role) && !(one.spec().strategy() instanceof RdsMasterUser)) {
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
