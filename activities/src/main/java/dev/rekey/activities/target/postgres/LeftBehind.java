package dev.rekey.activities.target.postgres;

import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a role can leave behind in PostgreSQL that lets somebody come back: functions that run with
 * their owner's rights, triggers, roles that it made or made members, privileges that it gave away,
 * what connects to other servers, objects of its own. Rekey's own membership is none of it.
 * PostgreSQL knows when something was made only with {@code track_commit_timestamp}; without it
 * everything is shown, and the time is said to be unknown. Only the rotator's own database is
 * looked at.
 */
final class LeftBehind {
  private static final String FOUND =
      """
      WITH suspect AS (
        SELECT oid, rolname FROM pg_roles WHERE rolname = ANY (string_to_array(?, chr(1)))),
      made AS (
        SELECT CASE WHEN p.prosecdef THEN 'function that runs with the rights of its owner'
            ELSE 'function' END AS what, p.oid::regprocedure::text AS name, p.xmin
          FROM pg_proc p JOIN suspect s ON s.oid = p.proowner
        UNION ALL
        SELECT 'relation', c.oid::regclass::text, c.xmin
          FROM pg_class c JOIN suspect s ON s.oid = c.relowner WHERE c.relkind IN ('r', 'v', 'm', 'f')
        UNION ALL
        SELECT 'trigger on ' || t.tgrelid::regclass::text, t.tgname, t.xmin
          FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN suspect s ON s.oid = p.proowner
          WHERE NOT t.tgisinternal
        UNION ALL
        SELECT 'schema', n.nspname, n.xmin FROM pg_namespace n JOIN suspect s ON s.oid = n.nspowner
        UNION ALL
        SELECT 'membership granted by ' || s.rolname, m.member::regrole::text || ' in '
            || m.roleid::regrole::text, m.xmin
          FROM pg_auth_members m JOIN suspect s ON s.oid = m.grantor
        UNION ALL
        SELECT 'role that is a member of ' || s.rolname, m.member::regrole::text, m.xmin
          FROM pg_auth_members m JOIN suspect s ON s.oid = m.roleid
          WHERE m.member <> session_user::regrole
        UNION ALL
        SELECT 'role that ' || s.rolname || ' may change', m.roleid::regrole::text, m.xmin
          FROM pg_auth_members m JOIN suspect s ON s.oid = m.member WHERE m.admin_option
        UNION ALL
        SELECT 'privilege granted by ' || s.rolname || ' on ' || c.oid::regclass::text,
            a.privilege_type || ' to '
            || CASE a.grantee WHEN 0 THEN 'everybody' ELSE a.grantee::regrole::text END, c.xmin
          FROM pg_class c CROSS JOIN aclexplode(c.relacl) a JOIN suspect s ON s.oid = a.grantor
          WHERE a.grantee <> c.relowner AND a.grantee NOT IN (SELECT oid FROM suspect)
        UNION ALL
        SELECT 'privileges by default, made by ' || s.rolname, 'on what it makes', d.xmin
          FROM pg_default_acl d JOIN suspect s ON s.oid = d.defaclrole
        UNION ALL
        SELECT 'event trigger', e.evtname, e.xmin
          FROM pg_event_trigger e JOIN suspect s ON s.oid = e.evtowner
        UNION ALL
        SELECT 'foreign server', f.srvname, f.xmin
          FROM pg_foreign_server f JOIN suspect s ON s.oid = f.srvowner
        UNION ALL
        SELECT 'login of ' || m.usename || ' at a foreign server', m.srvname, f.xmin
          FROM pg_user_mappings m JOIN suspect s ON s.oid = m.umuser
          JOIN pg_foreign_server f ON f.oid = m.srvid
        UNION ALL
        SELECT 'subscription', b.subname, NULL::xid
          FROM pg_subscription b JOIN suspect s ON s.oid = b.subowner
        UNION ALL
        SELECT 'publication', p.pubname, p.xmin
          FROM pg_publication p JOIN suspect s ON s.oid = p.pubowner
        UNION ALL
        SELECT 'database', d.datname, d.xmin FROM pg_database d JOIN suspect s ON s.oid = d.datdba)
      SELECT what, name, CASE WHEN current_setting('track_commit_timestamp')::boolean
          THEN pg_xact_commit_timestamp(xmin) END AS at
      FROM made LIMIT 200\
      """;

  private LeftBehind() {}

  /** What is known to be older than the exposure is left out; what may be younger is not. */
  static List<Finding> by(RotatorSession session, PostgresUser spec, Instant since)
      throws SQLException {
    String roles = String.join("\u0001", spec.identities());
    return session.rows(FOUND, row -> finding(spec, row), roles).stream()
        .filter(one -> one.at().filter(since::isAfter).isEmpty())
        .toList();
  }

  private static Finding finding(PostgresUser spec, ResultSet row) throws SQLException {
    return new Finding(
        row.getString("what"),
        row.getString("name"),
        spec.primary().name(),
        Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant));
  }
}
