package dev.rekey.console.embedded.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;

/**
 * Two pools of connections to the ledger. A step that holds a lock needs a second connection for
 * its work, so locks and work never share one pool: they would wait for each other.
 *
 * @param work for statements
 * @param locks for locks
 */
public record LedgerPools(HikariDataSource work, HikariDataSource locks) implements AutoCloseable {
  private static final int SIZE = 32;

  /**
   * Connects.
   *
   * @throws EnvironmentException if the ledger does not answer, or refuses the login
   */
  public static LedgerPools open(LedgerLogin login) {
    HikariDataSource work = pool(login, "rekey-ledger");
    return new LedgerPools(work, pool(login, "rekey-locks"));
  }

  private static HikariDataSource pool(LedgerLogin login, String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(login.url());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(SIZE);
    config.setMinimumIdle(2);
    config.setInitializationFailTimeout(10_000);
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) { // its message may hold the URL's parameters
      throw new EnvironmentException(
          "The ledger does not answer or refuses the login of " + login.user());
    }
  }

  @Override
  public void close() {
    locks.close();
    work.close();
  }
}
