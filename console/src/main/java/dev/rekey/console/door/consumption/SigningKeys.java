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

/**
 * What only a consumer and Rekey know: what webhooks are signed with, and key stores opened with.
 */
public final class SigningKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final SecretStore store;

  /** Takes where they are kept. */
  public SigningKeys(SecretStore store) {
    this.store = store;
  }

  /** The name of what a consumer of this kind shares with Rekey; nothing for other kinds. */
  static Optional<SecretId> nameFor(Consumer consumer) {
    return switch (consumer) {
      case Consumer.Webhook webhook -> Optional.of(webhook.signingKey());
      case Consumer.FilePush push -> push.keystorePassword();
      case Consumer.Pull pull -> Optional.empty();
      case Consumer.AcmImport imported -> Optional.empty();
      case Consumer.KubernetesSecret cluster -> Optional.empty();
    };
  }

  /** Makes it, if there is none yet; nothing for other kinds. */
  public Optional<String> madeFor(Consumer consumer) {
    return nameFor(consumer).filter(name -> !known(name)).map(name -> make(consumer, name));
  }

  private String make(Consumer consumer, SecretId name) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    store.create(
        name,
        new VersionId(UUID.randomUUID().toString()),
        new Login(consumer.id().value(), SecretValue.of(key)));
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
