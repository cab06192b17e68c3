package dev.rekey.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives work a connection: the one that its thread holds already, or one from the pool. */
final class BoundConnections {
  private final DataSource source;

  @SuppressWarnings("ThreadLocalUsage") // one for each ledger: two in one process share nothing
  private final ThreadLocal<@Nullable Connection> held = new ThreadLocal<>();

  BoundConnections(DataSource source) {
    this.source = source;
  }

  <T> T with(ConnectionWork<T> work) throws SQLException {
    Connection mine = held.get();
    if (mine != null) {
      return work.run(mine);
    }
    try (Connection connection = source.getConnection()) {
      held.set(connection);
      return work.run(connection);
    } finally {
      held.remove();
    }
  }

  interface ConnectionWork<T> {
    T run(Connection connection) throws SQLException;
  }
}
