package dev.rekey.activities.functions;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.evidence.EvidenceHandler;
import dev.rekey.activities.evidence.EvidenceKeeper;
import dev.rekey.activities.evidence.EvidenceSettings;
import dev.rekey.activities.inventory.InventoryHandler;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerAddress;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.secretsmanager.SecretsManagerOpening;
import dev.rekey.activities.target.Targets;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * How a function finds its ledger and store: by its environment.
 *
 * @param ledger {@code REKEY_LEDGER}: the JDBC URL, with TLS unless it is on loopback
 * @param login how to log in there
 * @param store {@code REKEY_STORE}: {@code embedded}, with its key in {@code REKEY_KEY_FILE}, or
 *     {@code secretsmanager}
 * @param deliveries what may be done for consumers: {@code REKEY_ACM_CERTIFICATES}
 */
record FunctionSettings(
    String ledger, Login login, StoreChoice store, DeliveryPermissions deliveries) {
  /** One step at a time, which holds a connection from its start to its end. */
  private static final int CONNECTIONS = 2;

  /** AWS Lambda begins again with an environment that is not there within ten seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Reads the environment.
   *
   * @throws StepFailedException BAD_REQUEST naming what is missing
   */
  static FunctionSettings of(Map<String, String> environment) {
    String ledger = needed(environment, "REKEY_LEDGER");
    LedgerAddress.fault(ledger)
        .ifPresent(
            fault -> {
              throw bad(fault);
            });
    return new FunctionSettings(
        ledger,
        login(environment),
        StoreChoice.of(
            given(environment, StoreChoice.VARIABLE).orElse(StoreChoice.EMBEDDED),
            environment,
            () -> Path.of(needed(environment, "REKEY_KEY_FILE"))),
        DeliveryPermissions.NONE.with(environment));
  }

  /**
   * {@code REKEY_LEDGER_SECRET}: a secret in AWS Secrets Manager, read at each cold start; or
   * {@code REKEY_LEDGER_USER} with the password in {@code REKEY_LEDGER_PASSWORD_FILE}, if there is
   * one.
   */
  private static Login login(Map<String, String> environment) {
    Optional<String> user = given(environment, "REKEY_LEDGER_USER");
    Optional<Login> kept =
        given(environment, "REKEY_LEDGER_SECRET")
            .map(secret -> SecretsManagerOpening.login(new SecretId(secret)));
    if (kept.isPresent()) {
      return new Login(user.orElse(kept.get().identity()), kept.get().value());
    }
    String password =
        given(environment, "REKEY_LEDGER_PASSWORD_FILE")
            .map(file -> password(Path.of(file)))
            .orElse("");
    return new Login(user.orElse("rekey"), SecretValue.of(password));
  }

  private static String needed(Map<String, String> environment, String name) {
    return given(environment, name)
        .orElseThrow(() -> bad("The function's environment lacks " + name));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Opens ledger and store, and wires the steps for these targets. */
  Wired rotation(Targets targets) {
    HikariDataSource pool = pool();
    return Wired.over(
        pool,
        () -> {
          Installation installation = Installation.over(Ledger.openAsItIs(pool), store);
          return installation.rotation(
              targets,
              new Deliveries(deliveries, installation.store(), InstantSource.system()),
              PolicyClock::nextDue);
        });
  }

  /** Opens the ledger, and wires the questions to the inventory. */
  Wired inventory() {
    HikariDataSource pool = pool();
    return Wired.over(pool, () -> new InventoryHandler(Ledger.openAsItIs(pool)));
  }

  /** Opens ledger and store, and wires who tells people. */
  Wired notices() {
    HikariDataSource pool = pool();
    return Wired.over(pool, () -> Installation.over(Ledger.openAsItIs(pool), store).notices());
  }

  /** Opens the ledger, and wires who keeps the evidence log. */
  Wired evidence(EvidenceSettings parties) {
    HikariDataSource pool = pool();
    return Wired.over(
        pool,
        () -> {
          Ledger opened = Ledger.openAsItIs(pool);
          return new EvidenceHandler(
              new EvidenceKeeper(opened, parties.parties(opened), InstantSource.system()));
        });
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(ledger);
    config.setUsername(login.identity());
    config.setPassword(login.value().reveal());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.addDataSourceProperty("ApplicationName", "rekey-function");
    config.setInitializationFailTimeout(
        -1); // the first question finds out, with a sentence of ours
    config.setConnectionTimeout(PATIENCE.toMillis());
    return new HikariDataSource(config);
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
