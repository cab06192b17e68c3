package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares what two roles may do, in one query: attributes, memberships with their options,
 * settings for all databases, privileges on each object of the endpoint's database and on
 * databases, tablespaces and parameters, default privileges, policies, security labels, user
 * mappings, and ownership.
 *
 * <p>In other databases of the cluster, it sees that a role owns or may use some object, not what
 * exactly it may do there. It does not see the options of user mappings, nor rules kept outside of
 * the catalogs (pg_hba.conf, pg_ident.conf, tables of an application).
 */
final class GrantComparison {
  private static final int NAMED = 3;

  private GrantComparison() {}

  /**
   * One difference.
   *
   * @param ofFirst whether the first role has it, and the second has not
   * @param copied whether a new role takes it over
   * @param what in words; names, never values
   */
  record Difference(boolean ofFirst, boolean copied, String what) {}

  /** What one of the two roles has and the other has not. */
  static List<Difference> between(RotatorSession session, String first, String second)
      throws SQLException {
    String parameters = session.majorVersion() < 15 ? "" : GrantQuery.PARAMETERS;
    return session.rows(
        GrantQuery.TEXT.replace("/* parameters */", parameters),
        row -> new Difference(row.getBoolean(1), row.getBoolean(2), row.getString(3)),
        first,
        first,
        second);
  }

  /** The failure that names the first of them. */
  static StepFailedException failure(List<Difference> differences, String first, String second) {
    String named =
        differences.stream()
            .limit(NAMED)
            .map(each -> (each.ofFirst() ? first : second) + " alone has " + each.what())
            .collect(Collectors.joining("; "));
    int more = differences.size() - NAMED;
    return new StepFailedException(
        FailureCode.GRANTS_DIFFER, named + (more > 0 ? "; and " + more + " more" : ""));
  }
}
