package dev.rekey.activities.functions;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.activities.store.embedded.KeyFile;
import dev.rekey.activities.store.secretsmanager.SecretsManagerOpening;
import dev.rekey.activities.store.secretsmanager.SecretsManagerSettings;
import dev.rekey.model.FailureCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Which secret store an installation has. */
public sealed interface StoreChoice {
  /** The name of the store for one machine. */
  String EMBEDDED = "embedded";

  /** The name of AWS Secrets Manager. */
  String SECRETS_MANAGER = "secretsmanager";

  /** The environment's variable that names the store. */
  String VARIABLE = "REKEY_STORE";

  /**
   * The store of that name, with what the environment says about it.
   *
   * @param keyFile where the embedded store's key is
   * @throws StepFailedException BAD_REQUEST if there is no such store, or a setting is missing
   */
  static StoreChoice of(String name, Map<String, String> environment, Supplier<Path> keyFile) {
    return switch (name) {
      case EMBEDDED -> new Embedded(keyFile.get());
      case SECRETS_MANAGER -> new OnAws(SecretsManagerSettings.of(environment));
      default ->
          throw new StepFailedException(
              FailureCode.BAD_REQUEST,
              "There is no secret store of that name; choose "
                  + EMBEDDED
                  + " or "
                  + SECRETS_MANAGER
                  + " ("
                  + VARIABLE
                  + ")");
    };
  }

  /**
   * Opens the store.
   *
   * @throws StepFailedException with a sentence if it cannot be opened
   */
  InstalledStore open(Ledger ledger);

  /**
   * In the ledger's PostgreSQL.
   *
   * @param keyFile its key, outside the database
   */
  record Embedded(Path keyFile) implements StoreChoice {
    @Override
    public InstalledStore open(Ledger ledger) {
      return EmbeddedSecretStore.open(ledger, new KeyFile(keyFile));
    }
  }

  /**
   * AWS Secrets Manager.
   *
   * @param settings how it is used
   */
  record OnAws(SecretsManagerSettings settings) implements StoreChoice {
    @Override
    public InstalledStore open(Ledger ledger) {
      return SecretsManagerOpening.open(ledger, settings);
    }
  }
}
