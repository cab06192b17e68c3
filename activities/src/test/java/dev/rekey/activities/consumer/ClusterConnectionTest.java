package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.testing.KubernetesCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConnectionTest {
  private final KubernetesCluster cluster = new KubernetesCluster();
  @TempDir private Path folder;

  @BeforeEach
  void kubeconfig() throws IOException {
    write(cluster.address().toString(), "");
    System.setProperty("kubeconfig", folder.resolve("config").toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty("kubeconfig");
    cluster.close();
  }

  private void write(String there, String trust) throws IOException {
    Files.writeString(
        folder.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        clusters:
          - {name: here, cluster: {server: "%1$s"%2$s}}
          - {name: elsewhere, cluster: {server: "http://192.0.2.1:8080"}}
        users:
          - {name: rekey, user: {token: some-token}}
        contexts:
          - {name: prod, context: {cluster: here, user: rekey}}
          - {name: other, context: {cluster: elsewhere, user: rekey}}
        current-context: prod
        """
            .formatted(there, trust));
  }

  @Test
  void the_current_context_or_the_one_that_is_named_leads_to_the_cluster() {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    for (Optional<String> context : List.of(Optional.of("prod"), Optional.<String>empty())) {
      try (KubernetesClient client = ClusterConnection.open(context)) {
        assertThat(client.secrets().inNamespace("shop").withName("web-tls").get()).isNotNull();
      }
    }
  }

  @Test
  void a_context_that_is_not_there_is_not_replaced_by_another() {
    assertThatThrownBy(() -> ClusterConnection.open(Optional.of("staging")))
        .hasMessageContaining("no context staging");
  }

  @Test
  void a_key_goes_to_nobody_who_need_not_prove_who_they_are() throws IOException {
    assertThatThrownBy(() -> ClusterConnection.open(Optional.of("other")))
        .hasMessageContaining("not https");
    write("https://192.0.2.1:6443", ", insecure-skip-tls-verify: true");
    assertThatThrownBy(() -> ClusterConnection.open(Optional.empty()))
        .hasMessageContaining("prove who it is");
  }

  @Test
  void a_kubeconfig_that_cannot_be_read_is_said_and_not_quoted() throws IOException {
    Files.writeString(folder.resolve("config"), "users: [{token: some-token");
    assertThatThrownBy(() -> ClusterConnection.open(Optional.empty()))
        .hasMessageContaining("cannot be read")
        .hasMessageNotContaining("some-token")
        .hasNoCause();
  }
}
