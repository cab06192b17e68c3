package dev.rekey.activities.notice;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.notice.ChannelName;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What channels are opened with: passwords, secret addresses, routing keys, signing keys. */
public final class ChannelSecrets {
  private final SecretStore store;

  /** Takes where they are kept. */
  public ChannelSecrets(SecretStore store) {
    this.store = store;
  }

  /** Keeps what opens a channel; the same again is a success, another takes its place. */
  public void keep(ChannelName channel, SecretValue value) {
    Optional<VersionId> current = current(channel);
    Login login = new Login(channel.value(), value);
    if (current.isEmpty()) {
      store.create(channel.secret(), fresh(), login);
    } else if (read(channel, current.get()).filter(value::equals).isEmpty()) {
      VersionId next = fresh();
      store.stage(channel.secret(), next, login);
      store.promote(channel.secret(), current.get(), next);
    }
  }

  /** What opens the channel, if anything is kept for it. */
  Optional<SecretValue> of(ChannelName channel) {
    return current(channel).flatMap(version -> read(channel, version));
  }

  private Optional<SecretValue> read(ChannelName channel, VersionId version) {
    return store
        .read(channel.secret(), version, Reader.rekey("open a channel for notices"))
        .map(Login::value);
  }

  private Optional<VersionId> current(ChannelName channel) {
    return Optional.ofNullable(labels(channel.secret()).get(VersionStage.AWSCURRENT));
  }

  private Map<VersionStage, VersionId> labels(SecretId secret) {
    try {
      return store.labels(secret);
    } catch (StepFailedException e) {
      if (e.code() == FailureCode.NOT_FOUND) {
        return Map.of();
      }
      throw e;
    }
  }

  private static VersionId fresh() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
