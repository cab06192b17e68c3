package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LedgerAddress;
import dev.rekey.activities.target.Targets;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * How a function finds its ledger and store: by its environment.
 *
 * @param ledger {@code REKEY_LEDGER}: the JDBC URL, with TLS unless it is on loopback
 * @param user {@code REKEY_LEDGER_USER}
 * @param passwordFile {@code REKEY_LEDGER_PASSWORD_FILE}, if the ledger asks for a password
 * @param keyFile {@code REKEY_KEY_FILE}: the key of the secret store
 */
record FunctionSettings(String ledger, String user, Optional<Path> passwordFile, Path keyFile) {
  /** One step at a time, which holds a connection from its start to its end. */
  private static final int CONNECTIONS = 2;

  /**
   * Reads the environment.
   *
   * @throws StepFailedException BAD_REQUEST naming what is missing
   */
  static FunctionSettings of(Map<String, String> environment) {
    FunctionSettings settings =
        new FunctionSettings(
            needed(environment, "REKEY_LEDGER"),
            environment.getOrDefault("REKEY_LEDGER_USER", "rekey"),
            Optional.ofNullable(environment.get("REKEY_LEDGER_PASSWORD_FILE")).map(Path::of),
            Path.of(needed(environment, "REKEY_KEY_FILE")));
    LedgerAddress.fault(settings.ledger())
        .ifPresent(
            fault -> {
              throw bad(fault);
            });
    return settings;
  }

  private static String needed(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> bad("The function's environment lacks " + name));
  }

  /** Opens ledger and store, and wires the steps for these targets. */
  RequestStreamHandler rotation(Targets targets) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(ledger);
    config.setUsername(user);
    passwordFile.ifPresent(file -> config.setPassword(password(file)));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    Installation installation = Installation.open(new HikariDataSource(config), keyFile);
    return installation.rotation(
        targets,
        new Deliveries(DeliveryPermissions.NONE, installation.store(), InstantSource.system()),
        PolicyClock::nextDue);
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw bad("The ledger's password file cannot be read");
    }
  }

  private static StepFailedException bad(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }
}
