package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.KubernetesCluster;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.credential.VersionId;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesRefusalTest {
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");

  private final ClusterWorld world = new ClusterWorld();
  private final KubernetesCluster cluster = world.cluster();
  private final KubernetesDelivery delivery = world.delivery();

  @AfterEach
  void stop() {
    world.close();
  }

  private Secret there() {
    return cluster.secret("shop", "web-tls");
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        Arguments.of(change(ClusterWorld::ofCertManager), "kept by somebody else"),
        Arguments.of(change(ClusterWorld::ofController), "kept by somebody else"),
        Arguments.of(change(secret -> secret.withImmutable(true)), "is immutable"),
        Arguments.of(change(secret -> secret.withType("Opaque")), "not of the type"));
  }

  private static UnaryOperator<SecretBuilder> change(UnaryOperator<SecretBuilder> one) {
    return one;
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void what_is_not_ours_to_change_is_said_at_once_and_left_alone(
      UnaryOperator<SecretBuilder> what, String why) {
    Secret before = cluster.make("shop", "web-tls", what);
    assertThat(ClusterWorld.refused(() -> delivery.check(ClusterWorld.consumer())).reason())
        .contains(why);
    assertThat(
            ClusterWorld.refused(
                    () -> delivery.deliver(ClusterWorld.consumer(), FIRST, world.certificate()))
                .reason())
        .contains(why, "left as it is");
    assertThat(there()).isEqualTo(before);
  }

  @Test
  void one_that_is_not_there_is_said_and_none_is_made() {
    assertThat(ClusterWorld.refused(() -> delivery.check(ClusterWorld.consumer())).reason())
        .contains("there is no");
    ClusterWorld.refused(
        () -> delivery.deliver(ClusterWorld.consumer(), FIRST, world.certificate()));
    assertThat(cluster.client().secrets().inNamespace("shop").list().getItems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "401, does not let Rekey in",
    "403, does not allow Rekey",
    "404, there is no Kubernetes secret",
    "409, changed by somebody else",
    "422, refuses what would be put",
    "500, answers 500"
  })
  void each_refusal_has_a_sentence_of_ours(int status, String sentence) {
    cluster.make("shop", "web-tls", UnaryOperator.identity());
    cluster.beforeNextChange(() -> cluster.refuse(status));
    assertThat(
            ClusterWorld.refused(
                    () -> delivery.deliver(ClusterWorld.consumer(), FIRST, world.certificate()))
                .reason())
        .contains(sentence, "shop/web-tls");
    assertThat(ClusterWorld.refused(() -> delivery.check(ClusterWorld.consumer())).reason())
        .contains(sentence);
    assertThat(there().getData()).containsEntry("tls.crt", "");
  }

  @Test
  void a_cluster_that_does_not_answer_is_unreachable() {
    URI nobody = URI.create("http://127.0.0.1:" + Programs.freePort());
    KubernetesDelivery lost =
        new KubernetesDelivery(
            DeliveryPermissions.NONE.withClusters(
                Map.of(DeliveryPermissions.CLUSTER_SECRETS, "shop/web-tls")),
            context -> KubernetesCluster.at(nobody));
    assertThat(
            ClusterWorld.refused(
                    () -> lost.deliver(ClusterWorld.consumer(), FIRST, world.certificate()))
                .reason())
        .contains("gives no answer");
  }

  @Test
  void what_the_operator_does_not_allow_is_refused_before_the_cluster_is_asked() {
    cluster.refuse(500);
    KubernetesDelivery none = new KubernetesDelivery(DeliveryPermissions.NONE, cluster::open);
    assertThat(ClusterWorld.refused(() -> none.check(ClusterWorld.consumer())).reason())
        .contains("does not allow to change");
    assertThat(
            ClusterWorld.refused(
                    () -> none.deliver(ClusterWorld.consumer(), FIRST, world.certificate()))
                .reason())
        .contains("shop/web-tls", "REKEY_KUBERNETES_SECRETS");
  }
}
