package dev.rekey.console.door.consumption;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** The keys that webhooks are signed with. */
public final class SigningKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final SecretStore store;

  /** Takes where the keys are kept. */
  public SigningKeys(SecretStore store) {
    this.store = store;
  }

  /** Makes the key of a webhook, if it has none yet; nothing for other kinds. */
  public Optional<String> madeFor(Consumer consumer) {
    return switch (consumer) {
      case Consumer.Webhook webhook when !known(webhook.signingKey()) -> Optional.of(make(webhook));
      case Consumer.Webhook webhook -> Optional.empty();
      case Consumer.Pull pull -> Optional.empty();
      case Consumer.FilePush push -> Optional.empty();
    };
  }

  private String make(Consumer.Webhook webhook) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    store.create(
        webhook.signingKey(),
        new VersionId(UUID.randomUUID().toString()),
        new Login(webhook.id().value(), SecretValue.of(key)));
    return key;
  }

  private boolean known(SecretId key) {
    try {
      return store.labels(key).containsKey(VersionStage.AWSCURRENT);
    } catch (StepFailedException e) {
      if (e.code() == FailureCode.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
