package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The PostgreSQL database in which Rekey writes down what it knows. One statement is one committed
 * transaction unless it runs within {@link #together}. Every method throws {@link
 * StepFailedException} when the database does not answer; what happened is then unknown, so
 * everything written here may be written twice.
 */
public final class Ledger {
  private final BoundConnections connections;
  private final SqlRefusals refusals;

  private Ledger(BoundConnections connections, SqlRefusals refusals) {
    this.connections = connections;
    this.refusals = refusals;
  }

  /**
   * Opens the ledger and brings its tables up to date.
   *
   * @param source a pool of connections to a database of Rekey's own
   * @throws StepFailedException LEDGER_UNAVAILABLE if it does not answer, or was written by a newer
   *     Rekey
   */
  public static Ledger open(DataSource source) {
    LedgerSchema.migrate(source);
    return over(source);
  }

  /**
   * Opens the ledger as it is, and changes none of its tables.
   *
   * @param source a pool of connections to a database of Rekey's own
   * @throws StepFailedException LEDGER_UNAVAILABLE if it does not answer, or its tables are not
   *     those of this Rekey
   */
  public static Ledger openAsItIs(DataSource source) {
    Ledger ledger = over(source);
    LedgerVersion.check(ledger);
    return ledger;
  }

  private static Ledger over(DataSource source) {
    return new Ledger(
        new BoundConnections(source), new SqlRefusals(FailureCode.LEDGER_UNAVAILABLE));
  }

  /** The same ledger, whose failures carry another code. */
  public Ledger failingWith(FailureCode code) {
    return new Ledger(connections, new SqlRefusals(code));
  }

  /** Every row that a statement gives. */
  public <T> List<T> all(String sql, Row.Reader<T> reader, Object... values) {
    return run(
        sql,
        values,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
              found.add(reader.read(new Row(rows)));
            }
            return found;
          }
        });
  }

  /** The first row that a statement gives, if any. */
  public <T> Optional<T> first(String sql, Row.Reader<T> reader, Object... values) {
    return all(sql, reader, values).stream().findFirst();
  }

  /** Changes rows; gives how many. */
  public int change(String sql, Object... values) {
    return run(sql, values, PreparedStatement::executeUpdate);
  }

  /** Adds rows by one statement; false, and nothing added, if a unique name is taken. */
  public boolean add(String sql, Object... values) {
    return run(
        sql,
        values,
        statement -> {
          Connection connection = statement.getConnection();
          boolean alone = connection.getAutoCommit();
          Optional<Savepoint> before =
              alone ? Optional.empty() : Optional.of(connection.setSavepoint());
          try {
            statement.executeUpdate();
            return true;
          } catch (SQLException e) {
            boolean added = SqlRefusals.refuseUnlessTaken(e);
            if (before.isPresent()) { // the rest of the transaction goes on
              connection.rollback(before.get());
            }
            return added;
          }
        });
  }

  /** Runs the work as one transaction: all of it is committed when this returns, or nothing. */
  public <T> T together(Supplier<T> work) {
    try {
      return connections.with(connection -> transaction(connection, work));
    } catch (SQLException e) {
      throw refusals.of(e);
    }
  }

  /** Runs the work with one connection held by this thread from its start to its end. */
  <T> T held(Supplier<T> work) {
    try {
      return connections.with(connection -> work.get());
    } catch (SQLException e) {
      throw refusals.of(e);
    }
  }

  /** Breaks the connection that this thread holds: the server forgets everything about it. */
  void sever() {
    try {
      connections.with(
          connection -> {
            connection.abort(Runnable::run);
            return true;
          });
    } catch (SQLException e) {
      throw refusals.of(e);
    }
  }

  private static <T> T transaction(Connection connection, Supplier<T> work) throws SQLException {
    if (!connection.getAutoCommit()) {
      return work.get(); // already within one
    }
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.get();
      connection.commit();
      done = true;
      return result;
    } finally {
      end(connection, done);
    }
  }

  private static void end(Connection connection, boolean done) throws SQLException {
    try {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      if (done) {
        throw e;
      } // else the work's own failure says more; the pool drops a broken connection
    }
  }

  private <T> T run(String sql, Object[] values, StatementWork<T> work) {
    try {
      return connections.with(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              Binding.bind(connection, statement, values);
              return work.run(statement);
            }
          });
    } catch (SQLException e) {
      throw refusals.of(e);
    }
  }

  private interface StatementWork<T> {
    T run(PreparedStatement statement) throws SQLException;
  }
}
