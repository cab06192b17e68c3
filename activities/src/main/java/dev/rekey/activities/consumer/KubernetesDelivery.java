package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a certificate and its key into a secret of Kubernetes that is there already, and touches
 * nothing else of it. It is changed only as it was read: whoever changed it meanwhile is seen, and
 * not overwritten. An annotation names the version, so that a change whose answer was lost is known
 * again. That pods show the new one is seen at their endpoints.
 */
final class KubernetesDelivery {
  private static final String CERT_MANAGER = "cert-manager.io/certificate-name";

  private final DeliveryPermissions permissions;
  private final Function<Optional<String>, KubernetesClient> open;

  KubernetesDelivery(DeliveryPermissions permissions) {
    this(permissions, ClusterConnection::open);
  }

  /** Takes how a cluster is reached, by the name of a context. */
  KubernetesDelivery(
      DeliveryPermissions permissions, Function<Optional<String>, KubernetesClient> open) {
    this.permissions = permissions;
    this.open = open;
  }

  /** Passes for one that the operator allows, is there, and is nobody else's. */
  void check(Consumer.KubernetesSecret consumer) {
    permissions.requireClusterSecret(consumer.place());
    try (ClusterSecret secret = at(consumer)) {
      requireFree(consumer, secret.read());
    }
  }

  void deliver(Consumer.KubernetesSecret consumer, VersionId version, Login login) {
    permissions.requireClusterSecret(consumer.place());
    ClusterContent wanted = ClusterContent.of(consumer.secret(), version, login);
    try (ClusterSecret secret = at(consumer)) {
      Secret there = secret.read();
      requireFree(consumer, there);
      if (!wanted.isIn(there) && !wanted.isIn(secret.change(there, wanted))) {
        throw Unreachable.because(
            "the cluster took the change and does not show it in "
                + consumer.place()
                + "; it is looked at again");
      }
    }
  }

  /** A connection of its own, for the few times that it is needed: nothing outdated is kept. */
  private ClusterSecret at(Consumer.KubernetesSecret consumer) {
    return new ClusterSecret(open.apply(consumer.context()), consumer);
  }

  private static void requireFree(Consumer.KubernetesSecret consumer, Secret secret) {
    List<String> types = ClusterContent.types(consumer.secret());
    if (!types.contains(secret.getType())) {
      throw refused(consumer, "is not of the type " + String.join(" or ", types));
    }
    if (Boolean.TRUE.equals(secret.getImmutable())) {
      throw refused(consumer, "is immutable");
    }
    if (secret.getMetadata().getDeletionTimestamp() != null) {
      throw refused(consumer, "is being deleted");
    }
    if (hasAnotherWriter(secret.getMetadata())) {
      throw refused(consumer, "is kept by somebody else in the cluster, who would put theirs back");
    }
  }

  /**
   * Whoever made it for itself says so: cert-manager by an annotation, others as its controller.
   */
  private static boolean hasAnotherWriter(ObjectMeta meta) {
    Map<String, String> annotations = Optional.ofNullable(meta.getAnnotations()).orElse(Map.of());
    return annotations.containsKey(CERT_MANAGER)
        || meta.getOwnerReferences().stream()
            .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
  }

  private static StepFailedException refused(Consumer.KubernetesSecret consumer, String why) {
    return Unreachable.because(
        "the Kubernetes secret " + consumer.place() + " " + why + "; it was left as it is");
  }
}
