package dev.rekey.activities.target.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Statements about many roles, one for each, in as few transactions as can be. */
final class RoleBatch {
  /** A role that somebody else is changing in this moment holds the others up for no longer. */
  private static final String SHORT = "250ms";

  /** In line for it, nobody comes before us who asks later. */
  private static final String PATIENT = "2s";

  private RoleBatch() {}

  /** Runs them, and gives the roles whose statement failed. */
  static Map<String, SQLException> run(RotatorSession session, Map<String, String> byRole)
      throws SQLException {
    return run(session, byRole, SHORT);
  }

  /** The same for roles that somebody holds locked. */
  static Map<String, SQLException> waiting(RotatorSession session, Map<String, String> byRole)
      throws SQLException {
    return run(session, byRole, PATIENT);
  }

  private static Map<String, SQLException> run(
      RotatorSession session, Map<String, String> byRole, String patience) throws SQLException {
    return Halving.each(
        List.copyOf(byRole.keySet()),
        roles -> {
          List<String> statements =
              new ArrayList<>(List.of("BEGIN", "SET LOCAL lock_timeout = '" + patience + "'"));
          roles.forEach(role -> statements.add(byRole.get(role)));
          statements.add("COMMIT");
          together(session, statements);
        });
  }

  private static void together(RotatorSession session, List<String> statements)
      throws SQLException {
    try {
      session.run(statements.toArray(String[]::new));
    } catch (SQLException e) {
      try {
        session.run("ROLLBACK");
      } catch (SQLException lost) {
        e.addSuppressed(lost); // and the next statement will say that the connection is lost
      }
      throw e;
    }
  }
}
