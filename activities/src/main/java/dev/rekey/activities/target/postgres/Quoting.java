package dev.rekey.activities.target.postgres;

import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.postgresql.core.Utils;

/**
 * Names and texts inside statements that take no parameters, such as ALTER ROLE; by the driver's
 * own rules.
 */
final class Quoting {
  private Quoting() {}

  /** An identifier, with its double quotes. */
  static String name(String name) {
    try {
      return Utils.escapeIdentifier(null, name).toString();
    } catch (SQLException e) {
      throw Refusals.badRequest("A PostgreSQL name cannot hold a zero character");
    }
  }

  /** Names as the text of one array: no character that a name may have ends it. */
  static String array(Collection<String> names) {
    return names.stream()
        .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A text, with its single quotes; the sessions have standard_conforming_strings switched on. */
  static String text(String text) {
    try {
      return "'" + Utils.escapeLiteral(null, text, true) + "'";
    } catch (SQLException e) {
      throw Refusals.badRequest("A PostgreSQL text cannot hold a zero character");
    }
  }
}
