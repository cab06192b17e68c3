package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.CertificateRecords;
import dev.rekey.activities.testing.KubernetesCluster;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A cluster, an authority, and a delivery that the operator allows two secrets. */
final class ClusterWorld implements AutoCloseable {
  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final KubernetesCluster cluster = new KubernetesCluster();

  KubernetesCluster cluster() {
    return cluster;
  }

  KubernetesDelivery delivery() {
    return new KubernetesDelivery(
        DeliveryPermissions.NONE.withClusters(
            Map.of(DeliveryPermissions.CLUSTER_SECRETS, "shop/web-tls, shop/roots@prod")),
        cluster::open);
  }

  static Consumer.KubernetesSecret consumer() {
    return new Consumer.KubernetesSecret(
        new ConsumerId("web"), new SecretId("web/tls"), "ann", "shop", "web-tls", Optional.empty());
  }

  Login certificate() {
    TlsCertificateTarget target =
        new TlsCertificateTarget(
            authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
    TlsCertificate spec = CertificateRecords.spec("web/tls");
    return target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
  }

  /** Fails so, and passes on nothing that the cluster said. */
  static StepFailedException refused(ThrowingCallable attempt) {
    StepFailedException refused = catchThrowableOfType(StepFailedException.class, attempt);
    assertThat(refused.code()).isEqualTo(FailureCode.CONSUMER_UNREACHABLE);
    assertThat(refused.reason()).doesNotContain(KubernetesCluster.WORDS);
    assertThat(refused).hasNoCause();
    return refused;
  }

  static SecretBuilder ofCertManager(SecretBuilder secret) {
    return secret
        .editMetadata()
        .addToAnnotations("cert-manager.io/certificate-name", "web")
        .endMetadata();
  }

  static SecretBuilder ofController(SecretBuilder secret) {
    return secret
        .editMetadata()
        .addToOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("external-secrets.io/v1")
                .withKind("ExternalSecret")
                .withName("web")
                .withUid("1")
                .withController(true)
                .build())
        .endMetadata();
  }

  @Override
  public void close() {
    cluster.close();
    authority.close();
  }
}
