package dev.rekey.activities.target.postgres;

import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Reach;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the roles of a credential may do in PostgreSQL, whatever they are called now. What they did
 * is in the server's own log.
 */
final class RoleReach {
  private static final String MEMBER_OF =
      """
      SELECT DISTINCT g.rolname || CASE WHEN g.rolsuper THEN ' (superuser)'
          WHEN g.rolcreaterole THEN ' (may create roles)'
          WHEN g.rolreplication THEN ' (may copy the whole server)' ELSE '' END
      FROM pg_roles r JOIN pg_roles g ON pg_has_role(r.oid, g.oid, 'MEMBER')
      WHERE r.rolname = ANY (?::text[]) ORDER BY 1 LIMIT 50\
      """;

  /** What is not inherited is had by {@code SET ROLE}. */
  private static final String TABLES =
      """
      WITH suspect AS (SELECT oid FROM pg_roles WHERE rolname = ANY (?::text[])),
        hand AS (SELECT oid FROM suspect UNION SELECT g.oid FROM pg_roles g JOIN suspect s
          ON pg_has_role(s.oid, g.oid, 'MEMBER') AND NOT pg_has_role(s.oid, g.oid, 'USAGE')),
        seen AS (SELECT bool_or(has_table_privilege(h.oid, c.oid, 'SELECT')) AS reads,
            bool_or(has_table_privilege(h.oid, c.oid, 'INSERT, UPDATE, DELETE')) AS writes
          FROM hand h CROSS JOIN pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          GROUP BY c.oid)
      SELECT count(*) FILTER (WHERE reads) || ' tables to read, '
        || count(*) FILTER (WHERE writes) || ' to write in database ' || current_database()
      FROM seen\
      """;

  private RoleReach() {}

  static Reach of(RotatorSession session, Suspect<PostgresUser> suspect) throws SQLException {
    List<String> names = RoleNames.at(session, List.of(suspect)).of(suspect);
    String roles = Quoting.array(names);
    List<String> members = session.rows(MEMBER_OF, row -> row.getString(1), roles);
    List<String> could = new ArrayList<>();
    if (members.isEmpty()) {
      could.add(
          "what is not known, for none of these roles is there any more: "
              + String.join(", ", names));
    } else {
      could.add("act as " + String.join(", ", members));
      could.addAll(session.rows(TABLES, row -> row.getString(1), roles));
    }
    could.add("what other databases of this server let them do was not looked at");
    List<String> did =
        List.of("PostgreSQL keeps no record of statements by itself: see its log or pgaudit");
    return new Reach(could, did, List.of(), List.of());
  }
}
