package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.KubernetesCluster;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ingress that serves what a secret of its cluster has, through whole rotations. */
class KubernetesRotationTest {

  private final ServedRotation served = new ServedRotation();
  private final KubernetesCluster cluster = new KubernetesCluster();
  @TempDir private Path folder;
  private TlsServer ingress;
  private TlsCertificate spec;
  private Deliveries deliveries;
  private Watch watch;

  @BeforeEach
  void serve() throws IOException {
    System.setProperty("kubeconfig", kubeconfig().toString());
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    deliveries =
        served.deliveries(
            DeliveryPermissions.NONE.withClusters(
                Map.of(DeliveryPermissions.CLUSTER_SECRETS, "shop/web-tls")));
    TlsCertificate unserved = Certificates.of(List.of());
    Login first = served.first(unserved);
    ingress = new TlsServer(first);
    spec = Certificates.of(List.of(ingress.endpoint("www.example.org")));
    served.store.create(spec.secret(), ServedRotation.FIRST, first);
    served.consumers.register(web());
    deliveries.deliver(web(), ServedRotation.FIRST, first);
    watch = cluster.client().secrets().inNamespace("shop").withName("web-tls").watch(new Serving());
  }

  private Path kubeconfig() throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: here, cluster: {server: "%s"}}]
        contexts: [{name: here, context: {cluster: here}}]
        current-context: here
        """
            .formatted(cluster.address()));
  }

  @AfterEach
  void stop() {
    System.clearProperty("kubeconfig");
    watch.close();
    ingress.close();
    cluster.close();
    served.authority.close();
  }

  /** What an ingress does: it watches its secret, and serves what is there. */
  private final class Serving implements Watcher<Secret> {
    @Override
    public void eventReceived(Action action, Secret secret) {
      String pem = text(secret, "tls.key") + text(secret, "tls.crt");
      ingress.serve(new Login("it", SecretValue.of(pem)));
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new AssertionError("The watch ended", cause);
    }
  }

  private static String text(Secret secret, String field) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(field)), StandardCharsets.UTF_8);
  }

  private Consumer.KubernetesSecret web() {
    return new Consumer.KubernetesSecret(
        new ConsumerId("web"),
        Certificates.of(List.of()).secret(),
        "ann",
        "shop",
        "web-tls",
        Optional.empty());
  }

  @Test
  void the_old_certificate_is_revoked_once_the_ingress_shows_the_new_one() {
    for (int round = 0; round < 2; round++) {
      VersionId version = new VersionId(new UUID(round, 9).toString());
      cluster.loseNextAnswer();
      served.rotate(spec, deliveries, version, () -> {});
      assertThat(served.consumers.acknowledged(spec.secret())).containsValue(version);
      assertThat(cluster.secret("shop", "web-tls").getMetadata().getAnnotations())
          .hasEntrySatisfying(
              "rekey.dev/certificate", mark -> assertThat(mark).startsWith(version.value()));
    }
    assertThat(served.authority.register().revocations("tests")).hasSize(2);
    assertThat(cluster.secret("shop", "web-tls").getData()).containsKey("dhparam.pem");
  }
}
