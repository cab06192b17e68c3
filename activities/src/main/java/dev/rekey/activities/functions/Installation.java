package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.activities.ledger.DueDates;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerCredentialLock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RotationStepHandler;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.TargetSubjects;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.activities.store.embedded.KeyFile;
import dev.rekey.activities.target.Targets;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * Everything that functions work with, wired once: at a cold start on AWS Lambda, at the start of
 * the process on one machine.
 *
 * @param ledger what is known
 * @param store where values are
 * @param consumers who uses them
 * @param targets the systems that honour them
 * @param subjects credentials at their targets
 * @param steps the steps of a rotation
 */
public record Installation(
    Ledger ledger,
    EmbeddedSecretStore store,
    LedgerConsumers consumers,
    Targets targets,
    TargetSubjects subjects,
    RotationSteps steps) {
  /**
   * Opens the ledger and the store.
   *
   * @param source connections to the ledger's PostgreSQL, one for each step that runs at once
   * @param keyFile the key of the secret store, outside the database
   * @param dueDates when a rotated credential is due again
   * @param deliveries makes the way to consumers, given the store that holds their signing keys
   * @throws dev.rekey.activities.StepFailedException with a sentence if one of them cannot be
   *     opened
   */
  public static Installation open(
      DataSource source, Path keyFile, DueDates dueDates, Deliverers deliveries) {
    InstantSource clock = InstantSource.system();
    Ledger ledger = Ledger.open(source);
    EmbeddedSecretStore store = EmbeddedSecretStore.open(ledger, new KeyFile(keyFile));
    LedgerConsumers consumers = new LedgerConsumers(ledger);
    Targets targets = new Targets();
    TargetSubjects subjects = new TargetSubjects(targets, store, clock);
    Ports ports =
        new Ports(
            store,
            store,
            subjects,
            consumers,
            deliveries.with(store),
            new LedgerRotationLog(ledger, dueDates),
            new LedgerCredentialLock(ledger),
            clock);
    return new Installation(ledger, store, consumers, targets, subjects, new RotationSteps(ports));
  }

  /** The function that runs the steps of a rotation, for every kind that this installation has. */
  public RequestStreamHandler rotation() {
    return new RotationStepHandler(steps);
  }

  /** Makes a way to consumers. */
  @FunctionalInterface
  public interface Deliverers {
    /** With the store that holds signing keys. */
    Delivery with(EmbeddedSecretStore store);
  }
}
