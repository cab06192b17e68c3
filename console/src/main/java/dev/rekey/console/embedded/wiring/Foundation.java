package dev.rekey.console.embedded.wiring;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.activities.evidence.EvidenceKeeper;
import dev.rekey.activities.evidence.EvidenceParties;
import dev.rekey.activities.evidence.EvidenceSettings;
import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.functions.StoreChoice;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;
import java.time.InstantSource;
import java.util.Map;

/**
 * What everything on one machine stands on.
 *
 * @param pool the connections to the ledger
 * @param installation what the functions work with
 * @param evidence who keeps the evidence log
 */
public record Foundation(HikariDataSource pool, Installation installation, EvidenceKeeper evidence)
    implements AutoCloseable {
  /** The file with the key of the evidence log. */
  static final String EVIDENCE_KEY = "evidence.key";

  /** The folder with a copy of the evidence log, where no other place is named. */
  private static final String EVIDENCE_MIRROR = "evidence";

  /**
   * Opens ledger and store, and brings the ledger's tables up to date.
   *
   * @param store the name of the store, see {@link StoreChoice}
   * @param environment what is to be known about it
   * @throws EnvironmentException with the reason if one of them does not open
   */
  public static Foundation open(
      DataFolder folder, LedgerLogin login, String store, Map<String, String> environment) {
    HikariDataSource pool = LedgerPool.open(login);
    try {
      StoreChoice choice = StoreChoice.of(store, environment, () -> folder.file("keys.json"));
      Installation installation = Installation.open(pool, choice);
      return new Foundation(
          pool, installation, evidence(folder, installation.ledger(), environment));
    } catch (StepFailedException e) {
      pool.close();
      throw new EnvironmentException(e.reason());
    }
  }

  private static EvidenceKeeper evidence(
      DataFolder folder, Ledger ledger, Map<String, String> environment) {
    EvidenceParties parties =
        EvidenceSettings.of(environment)
            .orMirroredIn(folder.file(EVIDENCE_MIRROR))
            .parties(ledger, folder.file(EVIDENCE_KEY));
    return new EvidenceKeeper(ledger, parties, InstantSource.system());
  }

  /** What is known. */
  public Ledger ledger() {
    return installation.ledger();
  }

  /** Where versions are escrowed. */
  public InstalledStore store() {
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
