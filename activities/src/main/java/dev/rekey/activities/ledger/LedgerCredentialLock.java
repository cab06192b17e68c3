package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.CredentialLock;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One call at a time for each credential, by an advisory lock of the ledger's PostgreSQL. It lasts
 * as long as its transaction: a call that dies lets go, a call that is slow does not.
 *
 * <p>Its connections come from a pool of their own: a step that holds the lock needs a second
 * connection for its work, and the two must never wait for each other.
 */
public final class LedgerCredentialLock implements CredentialLock {
  /** SQLSTATE lock_not_available: another call holds the lock for longer than we wait. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String LOCK =
      "select set_config('lock_timeout', '8s', true), pg_advisory_xact_lock(hashtextextended(?, 7474))";

  private final DataSource connections;

  /** Takes the pool of connections that only lock. */
  public LedgerCredentialLock(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public <T> T alone(SecretId secret, Supplier<T> work) {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      lock(connection, secret);
      try {
        return work.get();
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(secret, e);
    }
  }

  private static void lock(Connection connection, SecretId secret) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, secret.value());
      statement.execute();
    }
  }

  private static StepFailedException failure(SecretId secret, SQLException e) {
    return LOCK_NOT_AVAILABLE.equals(e.getSQLState())
        ? new StepFailedException(
            FailureCode.FUNCTION_UNAVAILABLE, "Another call still works on " + secret)
        : new StepFailedException(
            FailureCode.LEDGER_UNAVAILABLE, "The ledger did not answer when asked for a lock");
  }
}
