package dev.rekey.activities.consumer;

import dev.rekey.activities.http.Address;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Reaches a cluster as kubectl would from here: by the kubeconfig that {@code KUBECONFIG} names or
 * that lies in the home folder, or else as the pod that Rekey runs in. A key goes to nobody who did
 * not prove to be that cluster.
 */
final class ClusterConnection {
  /** Both together shorter than a look at the gate may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ClusterConnection() {}

  static KubernetesClient open(Optional<String> context) {
    Config config = config(context);
    if (config.isTrustCerts() || config.isDisableHostnameVerification()) {
      throw Unreachable.because(
          "the cluster would not have to prove who it is; give its authority");
    }
    Address.fault(URI.create(config.getMasterUrl()))
        .ifPresent(
            fault -> {
              throw Unreachable.because("the cluster's " + fault);
            });
    config.setConnectionTimeout((int) PATIENCE.toMillis());
    config.setRequestTimeout((int) PATIENCE.toMillis());
    config.setRequestRetryBackoffLimit(0); // every step is tried again anyway
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  private static Config config(Optional<String> context) {
    Config config = read(context);
    Optional<String> found =
        Optional.ofNullable(config.getCurrentContext()).map(NamedContext::getName);
    if (context.isPresent() && !found.equals(context)) {
      throw Unreachable.because("the kubeconfig has no context " + context.get());
    }
    return config;
  }

  private static Config read(Optional<String> context) {
    try {
      return Config.autoConfigure(context.orElse(null));
    } catch (RuntimeException e) { // of many kinds, and it may quote the file
      throw Unreachable.because("the kubeconfig cannot be read");
    }
  }
}
