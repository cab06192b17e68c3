package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.Pause;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.consumer.LedgerConsumers;
import dev.rekey.activities.evidence.EvidencedRotationLog;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.ledger.DueDates;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerCredentialLock;
import dev.rekey.activities.ledger.LedgerOrderBudget;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.notice.NoticeHandler;
import dev.rekey.activities.notice.NoticeSteps;
import dev.rekey.activities.notice.Notifiers;
import dev.rekey.activities.rollover.RolloverHandler;
import dev.rekey.activities.rollover.RolloverSteps;
import dev.rekey.activities.rotation.NativeSteps;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RenewalSteps;
import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.rotation.RotationStepHandler;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.rotation.TargetSubjects;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.target.Targets;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Everything that functions work with, wired in this one place: at a cold start on AWS Lambda, at
 * the start of the process on one machine.
 *
 * @param ledger what is known
 * @param store where values are
 * @param consumers who uses them
 */
public record Installation(Ledger ledger, InstalledStore store, LedgerConsumers consumers) {
  /** Whose target serves all of them. */
  private static final TlsCertificate ANY_CERTIFICATE =
      new TlsCertificate(
          new SecretId("any"),
          "any",
          List.of("any.invalid"),
          KeyType.EC_P256,
          List.of(),
          Optional.empty(),
          TlsCertificate.RENEW_AT_PERCENT);

  /**
   * Opens the ledger and the store.
   *
   * @param source connections to the ledger's PostgreSQL, one for each step that runs at once
   * @param store which secret store
   * @throws dev.rekey.activities.StepFailedException with a sentence if one of them cannot be
   *     opened
   */
  public static Installation open(DataSource source, StoreChoice store) {
    return over(Ledger.open(source), store);
  }

  /** Opens the store over a ledger that is open. */
  static Installation over(Ledger ledger, StoreChoice store) {
    return new Installation(ledger, store.open(ledger), new LedgerConsumers(ledger));
  }

  /**
   * The function that runs the steps of a rotation, for every kind that this installation has.
   *
   * @param targets the systems that honour credentials
   * @param delivery the way to consumers
   * @param dueDates when a rotated credential is due again
   */
  public RequestStreamHandler rotation(Targets targets, Delivery delivery, DueDates dueDates) {
    InstantSource clock = InstantSource.system();
    Ports ports =
        new Ports(
            store,
            store,
            new TargetSubjects(targets, store, clock, new LedgerOrderBudget(ledger)),
            consumers,
            delivery,
            new EvidencedRotationLog(new LedgerRotationLog(ledger, dueDates), ledger),
            new LedgerCredentialLock(ledger),
            clock,
            Pause::really);
    RotationSteps steps = new RotationSteps(ports);
    return new RolloverHandler(
        () -> rollover(targets, delivery, clock),
        new RotationStepHandler(
            steps,
            new ResponseSteps(ports),
            new RenewalSteps(ports),
            store
                .rotated()
                .map(secrets -> new NativeSteps(steps, ports, secrets, this::enrolled))));
  }

  private RolloverSteps rollover(Targets targets, Delivery delivery, InstantSource clock) {
    return new RolloverSteps(
        ledger,
        store,
        consumers,
        delivery,
        RolloverSteps.serving(targets.of(ANY_CERTIFICATE)),
        new LedgerCredentialLock(ledger),
        clock);
  }

  /** The function that tells people. */
  public RequestStreamHandler notices() {
    return new NoticeHandler(
        new NoticeSteps(ledger, store, new Notifiers(), Optional.empty(), InstantSource.system()));
  }

  private Optional<CredentialSpec> enrolled(SecretId secret) {
    return new Inventory(ledger).find(secret).map(known -> known.record().credential());
  }
}
