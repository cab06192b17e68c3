package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Refuses roles that somebody holds locked. A role may change its own password, and as long as it
 * does not commit that, nobody else changes the role; ended, it comes back and does it again. So
 * the refusal stands in line for the lock while the role's sessions are ended.
 */
final class HeldRoles {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** What was prepared keeps its locks without a session. */
  private static final String HOLDERS =
      """
      SELECT DISTINCT 'prepared transaction ' || p.gid || ' in database ' || p.database
      FROM pg_prepared_xacts p JOIN pg_locks t ON t.transactionid = p.transaction AND t.pid IS NULL
        JOIN pg_locks l ON l.virtualtransaction = t.virtualtransaction AND l.pid IS NULL
      WHERE l.relation = 'pg_authid'::regclass ORDER BY 1 LIMIT 5""";

  private final RotatorSessions rotators;

  HeldRoles(RotatorSessions rotators) {
    this.rotators = rotators;
  }

  /** Whether this is why a statement about a role failed. */
  static boolean isHeld(SQLException failure) {
    return SqlFailures.state(failure).equals(LOCK_NOT_AVAILABLE);
  }

  /**
   * Runs these statements, one for each role.
   *
   * @param told takes the sessions that were ended for it
   */
  void wrest(
      PostgresEndpoint primary,
      Login rotator,
      Map<String, String> statements,
      Troubles troubles,
      Set<OpenSession> told) {
    try (ExecutorService line = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> refused =
          line.submit(
              () ->
                  rotators.atServer(
                      primary, rotator, session -> inLine(session, statements, troubles)));
      while (!refused.isDone()) {
        rotators.atServer(primary, rotator, session -> tell(session, statements.keySet(), told));
      }
      if (refused.state() == Future.State.FAILED) { // then nobody knows whether they are refused
        throw StepFailedException.of(refused.exceptionNow());
      }
    } catch (StepFailedException failure) {
      troubles.all(statements.keySet(), failure);
    }
  }

  private static boolean tell(RotatorSession session, Set<String> roles, Set<OpenSession> told)
      throws SQLException {
    SessionWatch.tell(session, roles, told);
    session.run("SELECT pg_sleep(0.02)");
    return true;
  }

  private static boolean inLine(
      RotatorSession session, Map<String, String> statements, Troubles troubles)
      throws SQLException {
    Map<String, SQLException> failed = RoleBatch.waiting(session, statements);
    List<String> holders =
        failed.isEmpty() ? List.of() : session.rows(HOLDERS, row -> row.getString(1));
    if (!holders.isEmpty()) {
      failed.keySet().forEach(role -> troubles.all(List.of(role), held(role, holders)));
    }
    troubles.each(failed, session.endpoint().name());
    return true;
  }

  private static StepFailedException held(String role, List<String> holders) {
    return new StepFailedException(
        FailureCode.TARGET_UNAVAILABLE,
        "%s cannot be refused while it is locked by %s: have a superuser run ROLLBACK PREPARED there"
            .formatted(role, String.join(", ", holders)));
  }
}
