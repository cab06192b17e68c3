package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Wires the store to AWS and to the ledger. */
public final class SecretsManagerOpening {
  private SecretsManagerOpening() {}

  /**
   * Opens the store; on the very first start the fingerprint key is made.
   *
   * @throws dev.rekey.activities.StepFailedException with a sentence if AWS or the ledger refuses
   */
  public static InstalledStore open(Ledger ledger, SecretsManagerSettings settings) {
    return open(ledger, settings, SecretsManagerClients.ofPlatform());
  }

  /**
   * The login in a secret, for what is needed before there is a store: the ledger's own.
   *
   * @throws dev.rekey.activities.StepFailedException with a sentence if it cannot be read
   */
  public static Login login(SecretId secret) {
    String what = "AWS Secrets Manager, reading " + secret;
    return AwsFailures.classified(
        FailureCode.STORE_UNAVAILABLE,
        what,
        () -> {
          try (SecretsManagerClient client = AwsClients.open(SecretsManagerClient.builder())) {
            String value =
                client.getSecretValue(ask -> ask.secretId(secret.value())).secretString();
            return SecretForm.of(secret, Optional.ofNullable(value)).login();
          }
        });
  }

  static SecretsManagerStore open(
      Ledger ledger, SecretsManagerSettings settings, SecretsManagerClients clients) {
    InstantSource clock = InstantSource.system();
    VersionNotes notes = new LedgerVersionNotes(ledger);
    SecretsManagerCalls calls =
        new SecretsManagerCalls(
            clients.reading(),
            clients.writing(),
            new LedgerWriteBudget(ledger, clients.place(), settings.writesPerSecond()));
    Fingerprinter fingerprinter = new FingerprintSecret(clients.reading(), ledger, settings).open();
    Principals principals = Principals.of(clients.caller(), settings.ownRoles());
    ReadTrail trail = new ReadTrail(clients.trail(), principals, settings.trailDelay(), clock);
    return new SecretsManagerStore(
        calls,
        notes,
        new VersionWriting(calls, notes, fingerprinter, settings.kmsKey()),
        new SecretCheck(settings.defaultKeyAllowed()),
        new TaggedSecrets(clients.reading()),
        new TrailedReads(ledger, calls, notes, trail, settings.trailDelay(), clock),
        fingerprinter);
  }
}
