package dev.rekey.consumer;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens every connection with the version in use, and counts it. */
final class VersionedDataSource implements DataSource {
  /** SQLSTATE class 28: invalid authorization specification. */
  private static final String REFUSED = "28";

  /** How long a refused login waits for a newer version; a one-user credential needs it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DataSource driver;
  private final OpenConnections connections;

  VersionedDataSource(DataSource driver, OpenConnections connections) {
    this.driver = driver;
    this.connections = connections;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Credential credential = connections.opening();
    try {
      return open(credential);
    } catch (SQLException e) {
      if (e.getSQLState() == null || !e.getSQLState().startsWith(REFUSED) || !newer(credential)) {
        throw e;
      }
      return open(connections.opening());
    }
  }

  /**
   * Opens a connection; which version is decided here, so that counting and opening cannot
   * disagree.
   *
   * @param identity not used
   * @param password not used
   */
  @Override
  public Connection getConnection(String identity, String password) throws SQLException {
    return getConnection();
  }

  /**
   * Opens one connection with a version that is not in use yet, and closes it.
   *
   * @throws SQLException if it is refused
   */
  void tryOut(Credential next) throws SQLException {
    open(connections.opening(next)).close();
  }

  private Connection open(Credential counted) throws SQLException {
    Connection physical = null;
    try {
      physical = driver.getConnection(counted.identity(), counted.reveal());
      return CountedConnection.of(physical, counted, connections);
    } finally {
      if (physical == null) {
        connections.closed(counted);
      }
    }
  }

  private boolean newer(Credential refused) {
    try {
      Optional<Credential> newer = connections.otherThan(refused, PATIENCE);
      return newer.isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    driver.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return driver.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(driver) ? type.cast(driver) : driver.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(driver) || driver.isWrapperFor(type);
  }
}
