package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.KubernetesCluster;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.TrustBundle;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesDeliveryTest {
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final VersionId SECOND = new VersionId("00000000-0000-0000-0000-000000000002");

  private final ClusterWorld world = new ClusterWorld();
  private final KubernetesCluster cluster = world.cluster();
  private final KubernetesDelivery delivery = world.delivery();

  @AfterEach
  void stop() {
    world.close();
  }

  private static String text(Secret secret, String field) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(field)), StandardCharsets.UTF_8);
  }

  private Secret there() {
    return cluster.secret("shop", "web-tls");
  }

  private void shows(Login login) {
    CertificateChain chain = CertificateChain.of(text(there(), "tls.crt"));
    assertThat(chain).isEqualTo(CertificateChain.of(login.value().reveal()));
    assertThat(KeyPairs.match(KeyPairs.read(text(there(), "tls.key")), chain.key())).isTrue();
  }

  @Test
  void key_and_certificate_are_replaced_at_once_and_everything_else_is_kept() {
    cluster.make("shop", "web-tls", secret -> secret.addToData("ca.crt", "cm9vdHM="));
    delivery.deliver(ClusterWorld.consumer(), FIRST, world.certificate());
    Login next = world.certificate();
    delivery.deliver(ClusterWorld.consumer(), SECOND, next);
    shows(next);
    assertThat(there().getData())
        .containsEntry("dhparam.pem", "a2VwdA==")
        .containsEntry("ca.crt", "cm9vdHM=");
    assertThat(there().getMetadata().getLabels()).containsEntry("app", "shop");
    assertThat(there().getMetadata().getAnnotations().get("rekey.dev/certificate"))
        .isEqualTo(SECOND + " sha256:" + CertificateChain.of(next.value().reveal()).fingerprint());
  }

  @Test
  void the_same_version_again_disturbs_nobody() {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    Login login = world.certificate();
    delivery.deliver(ClusterWorld.consumer(), FIRST, login);
    String before = there().getMetadata().getResourceVersion();
    delivery.deliver(ClusterWorld.consumer(), FIRST, login);
    assertThat(there().getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void a_change_whose_answer_was_lost_is_known_again() {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    Login login = world.certificate();
    cluster.loseNextAnswer();
    assertThat(
            ClusterWorld.refused(() -> delivery.deliver(ClusterWorld.consumer(), FIRST, login))
                .reason())
        .contains("gives no answer");
    String before = there().getMetadata().getResourceVersion();
    delivery.deliver(ClusterWorld.consumer(), FIRST, login);
    shows(login);
    assertThat(there().getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void whoever_changes_it_in_between_is_seen_and_not_overwritten() {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    cluster.beforeNextChange(
        () -> edit(secret -> secret.editMetadata().addToLabels("by", "somebody").endMetadata()));
    Login login = world.certificate();
    assertThat(
            ClusterWorld.refused(() -> delivery.deliver(ClusterWorld.consumer(), FIRST, login))
                .reason())
        .contains("changed by somebody else");
    assertThat(there().getData()).containsEntry("tls.crt", "");
    delivery.deliver(ClusterWorld.consumer(), FIRST, login);
    shows(login);
    assertThat(there().getMetadata().getLabels()).containsEntry("by", "somebody");
  }

  @Test
  void whoever_takes_it_over_in_between_keeps_it() {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    cluster.beforeNextChange(() -> edit(ClusterWorld::ofCertManager));
    ClusterWorld.refused(
        () -> delivery.deliver(ClusterWorld.consumer(), FIRST, world.certificate()));
    assertThat(
            ClusterWorld.refused(
                    () -> delivery.deliver(ClusterWorld.consumer(), FIRST, world.certificate()))
                .reason())
        .contains("kept by somebody else");
    assertThat(there().getData()).containsEntry("tls.crt", "");
  }

  private void edit(UnaryOperator<SecretBuilder> change) {
    cluster
        .client()
        .secrets()
        .inNamespace("shop")
        .withName("web-tls")
        .edit(secret -> change.apply(new SecretBuilder(secret)).build());
  }

  @Test
  void only_a_whole_pair_is_given_and_nothing_else_is_quoted() {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    Login password = new Login("orders_a", SecretValue.of("some-password-of-orders"));
    assertThat(
            ClusterWorld.refused(() -> delivery.deliver(ClusterWorld.consumer(), FIRST, password))
                .reason())
        .contains("only a certificate")
        .doesNotContain("some-password");
    String key = KeyPairs.pem(KeyPairs.make(KeyType.EC_P256).getPrivate());
    String chain = CertificateChain.of(world.certificate().value().reveal()).pem();
    Login wrong = new Login("it", SecretValue.of(key + chain));
    assertThat(
            ClusterWorld.refused(() -> delivery.deliver(ClusterWorld.consumer(), FIRST, wrong))
                .reason())
        .contains("do not belong together");
    assertThat(there().getData()).containsEntry("tls.crt", "");
  }

  @Test
  void who_believes_an_authority_gets_its_roots_and_no_key() {
    cluster.make("shop", "roots", secret -> secret.withType("Opaque"));
    Consumer.KubernetesSecret roots =
        new Consumer.KubernetesSecret(
            new ConsumerId("billing"),
            TrustBundle.of("own"),
            "ann",
            "shop",
            "roots",
            Optional.of("prod"));
    String pem = CertificateChain.of(world.certificate().value().reveal()).pem();
    delivery.deliver(roots, FIRST, new Login("own", SecretValue.of(pem)));
    assertThat(text(cluster.secret("shop", "roots"), "ca.crt")).isEqualTo(pem);
    assertThat(cluster.secret("shop", "roots").getData()).containsEntry("tls.key", "");
  }
}
