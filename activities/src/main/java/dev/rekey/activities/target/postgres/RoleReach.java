package dev.rekey.activities.target.postgres;

import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Reach;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the roles of a credential may do in PostgreSQL. What they did is in the server's own log.
 */
final class RoleReach {
  private static final String MEMBER_OF =
      """
      SELECT DISTINCT g.rolname || CASE WHEN g.rolsuper THEN ' (superuser)'
          WHEN g.rolcreaterole THEN ' (may create roles)' ELSE '' END
      FROM pg_roles r JOIN pg_roles g ON pg_has_role(r.oid, g.oid, 'MEMBER')
      WHERE r.rolname = ANY (string_to_array(?, chr(1))) ORDER BY 1 LIMIT 50""";

  private static final String TABLES =
      """
      SELECT count(*) FILTER (WHERE has_table_privilege(r.oid, c.oid, 'SELECT')) || ' tables to read, '
        || count(*) FILTER (WHERE has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE'))
        || ' to write in database ' || current_database()
      FROM pg_roles r CROSS JOIN pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND r.rolname = ANY (string_to_array(?, chr(1))) GROUP BY r.rolname ORDER BY r.rolname LIMIT 1""";

  private RoleReach() {}

  static Reach of(RotatorSession session, PostgresUser spec) throws SQLException {
    String roles = String.join("\u0001", spec.identities());
    List<String> could = new ArrayList<>();
    could.add(
        "act as " + String.join(", ", session.rows(MEMBER_OF, row -> row.getString(1), roles)));
    could.addAll(session.rows(TABLES, row -> row.getString(1), roles));
    could.add("what other databases of this server let them do was not looked at");
    List<String> did =
        List.of("PostgreSQL keeps no record of statements by itself: see its log or pgaudit");
    return new Reach(could, did, List.of(), List.of());
  }
}
