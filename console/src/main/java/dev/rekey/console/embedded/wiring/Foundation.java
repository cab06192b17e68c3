package dev.rekey.console.embedded.wiring;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerCredentialLock;
import dev.rekey.activities.rotation.CredentialLock;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.activities.store.embedded.KeyFile;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;

/**
 * What everything on one machine stands on.
 *
 * @param pool the connections to the ledger
 * @param ledger what is known
 * @param store where versions are escrowed
 * @param consumers who uses them
 * @param lock one call at a time for each credential
 */
public record Foundation(
    HikariDataSource pool,
    Ledger ledger,
    EmbeddedSecretStore store,
    LedgerConsumers consumers,
    CredentialLock lock)
    implements AutoCloseable {
  /**
   * Opens ledger and store, and brings the ledger's tables up to date.
   *
   * @throws EnvironmentException with the reason if one of them does not open
   */
  public static Foundation open(DataFolder folder, LedgerLogin login) {
    HikariDataSource pool = LedgerPool.open(login);
    try {
      Ledger ledger = Ledger.open(pool);
      return new Foundation(
          pool,
          ledger,
          EmbeddedSecretStore.open(ledger, new KeyFile(folder.file("keys.json"))),
          new LedgerConsumers(ledger),
          new LedgerCredentialLock(ledger));
    } catch (StepFailedException e) {
      pool.close();
      throw new EnvironmentException(e.reason());
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
