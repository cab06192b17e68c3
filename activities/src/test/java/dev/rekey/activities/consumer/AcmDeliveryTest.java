package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.activities.testing.CertificateRecords;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;

/** Certificates in AWS Certificate Manager, as moto has it. */
@Tag("aws")
class AcmDeliveryTest {
  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final AcmClient acm = at(AwsEndpoint.moto());
  private final Login first = certificate();
  private final String arn = imported(first);

  private static AcmClient at(URI endpoint) {
    return AwsEndpoint.at(
            endpoint,
            AwsClients.withoutRetries(AcmClient.builder()),
            AwsBasicCredentials.create("test", "test"))
        .build();
  }

  @AfterEach
  void stop() {
    acm.deleteCertificate(it -> it.certificateArn(arn));
    acm.close();
    authority.close();
  }

  private Login certificate() {
    TlsCertificateTarget target =
        new TlsCertificateTarget(
            authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
    TlsCertificate spec = CertificateRecords.spec("web/tls");
    return target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
  }

  private String imported(Login login) {
    String pem = login.value().reveal();
    return acm.importCertificate(
            it ->
                it.certificate(bytes(CertificateChain.pem(CertificateChain.of(pem).leaf())))
                    .privateKey(bytes(KeyPairs.pem(KeyPairs.read(pem)))))
        .certificateArn();
  }

  private static SdkBytes bytes(String pem) {
    return SdkBytes.fromUtf8String(pem);
  }

  private Consumer.AcmImport consumer(String certificate) {
    return new Consumer.AcmImport(
        new ConsumerId("edge"), new SecretId("web/tls"), "ann", certificate);
  }

  private AcmDelivery delivery(AcmClient client, String... allowed) {
    return new AcmDelivery(
        new DeliveryPermissions(List.of(), List.of(), List.of(allowed), List.of()),
        region -> client);
  }

  private String shown() {
    return CertificateChain.of(acm.getCertificate(it -> it.certificateArn(arn)).certificate())
        .fingerprint();
  }

  private static String fingerprint(Login login) {
    return CertificateChain.of(login.value().reveal()).fingerprint();
  }

  private static StepFailedException refused(ThrowingCallable attempt) {
    return catchThrowableOfType(StepFailedException.class, attempt);
  }

  @Test
  void a_version_takes_the_place_of_the_last_one_under_the_same_arn() {
    Login next = certificate();
    delivery(acm, arn).deliver(consumer(arn), next);
    assertThat(shown()).isEqualTo(fingerprint(next)).isNotEqualTo(fingerprint(first));
    delivery(acm, arn).deliver(consumer(arn), next);
    assertThat(shown()).isEqualTo(fingerprint(next));
  }

  @Test
  void what_the_operator_does_not_allow_is_refused_before_anybody_is_asked() {
    AcmDelivery nobody = delivery(at(URI.create("http://127.0.0.1:" + Programs.freePort())));
    StepFailedException refused = refused(() -> nobody.deliver(consumer(arn), certificate()));
    assertThat(refused.code()).isEqualTo(FailureCode.CONSUMER_UNREACHABLE);
    assertThat(refused.reason()).contains("operator does not allow");
    assertThat(refused(() -> nobody.check(consumer(arn))).reason()).isEqualTo(refused.reason());
  }

  @Test
  void one_that_acm_renews_by_itself_is_left_alone() {
    String amazons =
        acm.requestCertificate(it -> it.domainName("www.example.org")).certificateArn();
    StepFailedException refused =
        refused(() -> delivery(acm, amazons).deliver(consumer(amazons), certificate()));
    assertThat(refused.reason()).contains("none that was imported");
  }

  @Test
  void one_that_is_not_there_is_said_and_no_new_one_is_made() {
    String gone = arn.replaceFirst("[0-9a-f-]{36}$", "00000000-0000-0000-0000-000000000000");
    StepFailedException refused =
        refused(() -> delivery(acm, gone).deliver(consumer(gone), certificate()));
    assertThat(refused.code()).isEqualTo(FailureCode.CONSUMER_UNREACHABLE);
    assertThat(refused.reason()).contains("not found");
  }

  @Test
  void only_a_certificate_is_imported_and_nothing_of_another_value_is_quoted() {
    Login password = new Login("orders_a", SecretValue.of("some-password-of-orders"));
    StepFailedException refused =
        refused(() -> delivery(acm, arn).deliver(consumer(arn), password));
    assertThat(refused.reason())
        .contains("only a certificate")
        .doesNotContain("some-password-of-orders");
    assertThat(shown()).isEqualTo(fingerprint(first));
  }

  @Test
  void an_acm_that_does_not_answer_is_unreachable() {
    AcmDelivery nobody = delivery(at(URI.create("http://127.0.0.1:" + Programs.freePort())), arn);
    assertThat(refused(() -> nobody.deliver(consumer(arn), certificate())).code())
        .isEqualTo(FailureCode.CONSUMER_UNREACHABLE);
  }
}
