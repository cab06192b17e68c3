package dev.rekey.console.embedded.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;

/**
 * Connections to the ledger: a step holds one from its start to its end, and the door needs a few.
 */
final class LedgerPool {
  private static final int SIZE = 40;

  private LedgerPool() {}

  /**
   * Connects.
   *
   * @throws EnvironmentException if the ledger does not answer, or refuses the login
   */
  static HikariDataSource open(LedgerLogin login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("rekey-ledger");
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
}
