package dev.rekey.activities.store.secretsmanager;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Fingerprint;
import java.security.GeneralSecurityException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The installation's fingerprint key, in a secret of its own, so that every function and worker has
 * the same. The first one to start makes it.
 */
final class FingerprintSecret {
  /** Not a secret: only its fingerprint under the right key matters. */
  private static final SecretValue MARK = SecretValue.of("rekey fingerprint key");

  private final SecretsManagerClient client;
  private final Ledger ledger;
  private final SecretsManagerSettings settings;

  FingerprintSecret(SecretsManagerClient client, Ledger ledger, SecretsManagerSettings settings) {
    this.client = client;
    this.ledger = ledger.failingWith(FailureCode.STORE_UNAVAILABLE);
    this.settings = settings;
  }

  /**
   * The key, as fingerprints are made with it.
   *
   * @throws StepFailedException STORE_UNAVAILABLE if it is missing, damaged, or not the one that
   *     this ledger's fingerprints were made with
   */
  Fingerprinter open() {
    Optional<String> expected =
        ledger.first("SELECT mark FROM secret_store.key_secret", row -> row.text("mark"));
    Optional<KeysetHandle> there = read();
    if (there.isEmpty() && expected.isPresent()) {
      throw failed("is missing, but the ledger holds fingerprints made with it; restore it");
    }
    Fingerprinter fingerprinter = new Fingerprinter(there.orElseGet(this::make));
    Fingerprint mark = fingerprinter.of(MARK);
    if (expected.isEmpty()) {
      ledger.change(
          "INSERT INTO secret_store.key_secret (mark) VALUES (?) ON CONFLICT DO NOTHING", mark);
    } else if (!expected.get().equals(mark.value())) {
      throw failed("is that of another installation; put the right one back");
    }
    return fingerprinter;
  }

  private Optional<KeysetHandle> read() {
    try {
      String text = client.getSecretValue(ask -> ask.secretId(settings.keySecret())).secretString();
      return Optional.of(
          TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get()));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw refused(e);
    } catch (GeneralSecurityException | RuntimeException e) { // may quote the content
      throw failed("is damaged; restore its last version");
    }
  }

  private KeysetHandle make() {
    KeysetHandle fresh = Fingerprinter.freshKey();
    try {
      String text = TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get());
      client.createSecret(
          ask ->
              ask.name(settings.keySecret())
                  .description("Key of Rekey's fingerprints; never rotate or delete it")
                  .kmsKeyId(settings.kmsKey().orElse(null)) // nothing: the account's default key
                  .secretString(text));
      return fresh;
    } catch (ResourceExistsException e) { // another one that starts now was first
      return read().orElseThrow(() -> failed("cannot be read yet"));
    } catch (SdkException e) {
      throw refused(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink writes a keyset");
    }
  }

  private StepFailedException refused(SdkException e) {
    return AwsFailures.of(
        e,
        FailureCode.STORE_UNAVAILABLE,
        "AWS Secrets Manager, the fingerprint key " + settings.keySecret());
  }

  private StepFailedException failed(String what) {
    return new StepFailedException(
        FailureCode.STORE_UNAVAILABLE, "The secret " + settings.keySecret() + " " + what);
  }
}
