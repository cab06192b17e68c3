package dev.rekey.console.embedded.wiring;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;

/**
 * What everything on one machine stands on.
 *
 * @param pool the connections to the ledger
 * @param installation what the functions work with
 */
public record Foundation(HikariDataSource pool, Installation installation)
    implements AutoCloseable {
  /**
   * Opens ledger and store, and brings the ledger's tables up to date.
   *
   * @throws EnvironmentException with the reason if one of them does not open
   */
  public static Foundation open(DataFolder folder, LedgerLogin login) {
    HikariDataSource pool = LedgerPool.open(login);
    try {
      return new Foundation(pool, Installation.open(pool, folder.file("keys.json")));
    } catch (StepFailedException e) {
      pool.close();
      throw new EnvironmentException(e.reason());
    }
  }

  /** What is known. */
  public Ledger ledger() {
    return installation.ledger();
  }

  /** Where versions are escrowed. */
  public EmbeddedSecretStore store() {
    return installation.store();
  }

  /** Who uses them. */
  public LedgerConsumers consumers() {
    return installation.consumers();
  }

  @Override
  public void close() {
    pool.close();
  }
}
