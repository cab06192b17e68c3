package dev.rekey.activities.target.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a leaked role goes on without it, and is not ours to end: what it prepared, which may
 * belong to any role that it may act as, and the logins of others whose password it may set.
 */
final class OtherWays {
  /**
   * Whoever may make roles may set the passwords of those that it administers; before 16, of all.
   */
  private static final String LOGINS =
      """
      WITH suspect AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ANY (?::text[])),
        maker AS (SELECT s.oid AS suspect, s.rolname, g.oid FROM suspect s JOIN pg_roles g
          ON g.rolcreaterole AND pg_has_role(s.oid, g.oid, 'MEMBER')),
        login AS (SELECT DISTINCT m.rolname AS role, r.rolname AS name
          FROM maker m JOIN pg_roles r ON r.rolcanlogin AND NOT r.rolsuper
          WHERE r.rolname <> session_user AND r.oid NOT IN (SELECT oid FROM suspect)
            AND (current_setting('server_version_num')::int < 160000
              OR EXISTS (SELECT FROM pg_auth_members a
                WHERE a.roleid = r.oid AND a.member = m.oid AND a.admin_option)))
      SELECT role, count(*) AS many,
        array_to_string((array_agg(name::text ORDER BY name))[1:20], ', ') AS names
      FROM login GROUP BY role ORDER BY role""";

  private static final String PREPARED =
      """
      SELECT DISTINCT ON (p.gid) s.rolname AS role, p.gid, p.owner, p.database
      FROM pg_prepared_xacts p JOIN pg_roles o ON o.rolname = p.owner
        JOIN pg_roles s ON s.rolname = ANY (?::text[]) AND pg_has_role(s.oid, o.oid, 'MEMBER')
      ORDER BY p.gid, s.rolname <> p.owner, s.rolname""";

  private OtherWays() {}

  /**
   * One of them.
   *
   * @param role the leaked role that has it
   * @param sentence what people must do
   */
  record Way(String role, String sentence) {}

  /** Those of these roles. */
  static List<Way> of(RotatorSession session, List<String> roles) throws SQLException {
    String all = Quoting.array(roles);
    List<Way> ways = new ArrayList<>(session.rows(PREPARED, OtherWays::prepared, all));
    ways.addAll(session.rows(LOGINS, OtherWays::logins, all));
    return ways;
  }

  /**
   * Only its owner, who is refused, and a superuser may; it lets nobody in, and holds its locks.
   */
  private static Way prepared(ResultSet row) throws SQLException {
    return new Way(
        row.getString("role"),
        "Have a superuser look at the prepared transaction %s of %s in database %s, and roll it back"
            .formatted(row.getString("gid"), row.getString("owner"), row.getString("database")));
  }

  private static Way logins(ResultSet row) throws SQLException {
    int more = row.getInt("many") - 20;
    return new Way(
        row.getString("role"),
        "Refuse (NOLOGIN) what %s may have made, and replace the others' passwords, for it could set them: %s"
                .formatted(row.getString("role"), row.getString("names"))
            + (more > 0 ? " and " + more + " more" : ""));
  }
}
