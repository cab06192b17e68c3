package dev.rekey.activities.target.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings that a role's sessions start with, such as {@code search_path} or {@code role}. */
final class RoleSettings {
  /** Lists of names, each quoted by itself: {@code GUC_LIST_QUOTE} in PostgreSQL's sources. */
  private static final Set<String> LISTS =
      Set.of(
          "search_path",
          "temp_tablespaces",
          "local_preload_libraries",
          "session_preload_libraries");

  private static final String QUERY =
      """
      SELECT coalesce(d.datname, '') AS database, split_part(c, '=', 1) AS name,
        substr(c, strpos(c, '=') + 1) AS value
      FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
        LEFT JOIN pg_database d ON d.oid = s.setdatabase CROSS JOIN unnest(s.setconfig) AS c
      WHERE r.rolname = ?
      """;

  private RoleSettings() {}

  /** The statements that give {@code to} the settings of {@code from}. */
  static List<String> copy(RotatorSession session, String from, String to) throws SQLException {
    return session.rows(
        QUERY,
        row ->
            "ALTER ROLE %s %s SET %s TO %s"
                .formatted(
                    Quoting.name(to),
                    row.getString("database").isEmpty()
                        ? ""
                        : "IN DATABASE " + Quoting.name(row.getString("database")),
                    parameter(row.getString("name")),
                    value(row.getString("name"), row.getString("value"))),
        from);
  }

  private static String parameter(String name) {
    return Arrays.stream(name.split("\\.", -1)).map(Quoting::name).collect(Collectors.joining("."));
  }

  /**
   * A role may set its own settings, so their text is not to be trusted: it is taken apart and
   * quoted again. {@code "$user", public} becomes {@code '$user', 'public'}.
   */
  static String value(String name, String value) {
    if (!LISTS.contains(name) || value.isBlank()) {
      return Quoting.text(value);
    }
    return Arrays.stream(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(String::strip)
        .map(RoleSettings::element)
        .map(Quoting::text)
        .collect(Collectors.joining(", "));
  }

  private static String element(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
  }
}
