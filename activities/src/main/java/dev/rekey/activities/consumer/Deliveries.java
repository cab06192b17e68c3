package dev.rekey.activities.consumer;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells every kind of consumer, each in its own way. */
public final class Deliveries implements Delivery {
  /** Shorter than a look at the gate may take: all consumers are told at once. */
  private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(15);

  private static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(10);

  private final FileDelivery files;
  private final PairDelivery pairs;
  private final KeystoreDelivery keystores;
  private final WebhookDelivery webhooks;
  private final DeliveryPermissions permissions;
  private @Nullable AcmDelivery imports;
  private @Nullable KubernetesDelivery clusters;

  /**
   * Takes what the operator allows, where signing keys are kept, and the time that goes into
   * signatures.
   */
  public Deliveries(DeliveryPermissions permissions, SecretStore store, InstantSource clock) {
    this.files = new FileDelivery(permissions, new Reload(RELOAD_PATIENCE));
    this.pairs = new PairDelivery(permissions, new Reload(RELOAD_PATIENCE));
    this.keystores = new KeystoreDelivery(permissions, new Reload(RELOAD_PATIENCE), store);
    this.webhooks = new WebhookDelivery(store, clock, WEBHOOK_PATIENCE);
    this.permissions = permissions;
  }

  /** Made for the first who needs it: ACM's client is in the package of certificates alone. */
  private synchronized AcmDelivery imports() {
    AcmDelivery made = imports == null ? new AcmDelivery(permissions) : imports;
    imports = made;
    return made;
  }

  /** The same: its client is in no function's package. */
  private synchronized KubernetesDelivery clusters() {
    KubernetesDelivery made = clusters == null ? new KubernetesDelivery(permissions) : clusters;
    clusters = made;
    return made;
  }

  @Override
  public boolean deliver(Consumer consumer, VersionId version, Login value) {
    return switch (consumer) {
      case Consumer.Pull pull -> false; // it asks by itself, and acknowledges at the door
      case Consumer.FilePush file -> {
        deliver(file, version, value);
        yield true;
      }
      case Consumer.Webhook webhook -> webhooks.deliver(webhook, version);
      case Consumer.AcmImport imported -> {
        imports().deliver(imported, value);
        yield true;
      }
      case Consumer.KubernetesSecret cluster -> {
        clusters().deliver(cluster, version, value);
        yield true;
      }
    };
  }

  @Override
  public void check(Consumer consumer) {
    switch (consumer) {
      case Consumer.Pull pull -> {} // nobody calls it
      case Consumer.FilePush file -> check(file);
      case Consumer.Webhook webhook -> webhooks.check(webhook);
      case Consumer.AcmImport imported -> imports().check(imported);
      case Consumer.KubernetesSecret cluster -> clusters().check(cluster);
    }
  }

  private void deliver(Consumer.FilePush file, VersionId version, Login value) {
    Optional<SecretId> password = file.keystorePassword();
    if (PairDelivery.isFor(file)) {
      pairs.deliver(file, version, value);
    } else if (password.isPresent()) {
      keystores.deliver(file, password.get(), version, value);
    } else {
      files.deliver(file, version, value);
    }
  }

  private void check(Consumer.FilePush file) {
    if (PairDelivery.isFor(file)) {
      pairs.check(file);
    } else if (file.keystorePassword().isPresent()) {
      keystores.check(file);
    } else {
      files.check(file);
    }
  }
}
