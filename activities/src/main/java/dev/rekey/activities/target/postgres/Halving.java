package dev.rekey.activities.target.postgres;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does something to many roles in one transaction. If that fails, to each half of them, until those
 * that made it fail are alone: one bad role spoils none of the others.
 */
final class Halving {
  private Halving() {}

  /** What is done to some of them, wholly or not at all. */
  interface Attempt {
    /** Does it. */
    void on(List<String> roles) throws SQLException;
  }

  /**
   * The roles for which it failed, each with its failure.
   *
   * @throws SQLException if the connection is lost, so that nothing is known of any
   */
  static Map<String, SQLException> each(List<String> roles, Attempt attempt) throws SQLException {
    Map<String, SQLException> failed = new HashMap<>();
    if (!roles.isEmpty()) {
      halve(roles, attempt, failed);
    }
    return failed;
  }

  private static void halve(List<String> roles, Attempt attempt, Map<String, SQLException> failed)
      throws SQLException {
    try {
      attempt.on(roles);
    } catch (SQLException e) {
      if (lost(e)) {
        throw e;
      }
      if (roles.size() == 1) {
        failed.put(roles.getFirst(), e);
        return;
      }
      int middle = roles.size() / 2;
      halve(roles.subList(0, middle), attempt, failed);
      halve(roles.subList(middle, roles.size()), attempt, failed);
    }
  }

  /** A cancelled statement (57014) leaves the connection well; what else begins so does not. */
  private static boolean lost(SQLException failure) {
    String state = SqlFailures.state(failure);
    return state.startsWith("08") || (state.startsWith("57") && !state.equals("57014"));
  }
}
