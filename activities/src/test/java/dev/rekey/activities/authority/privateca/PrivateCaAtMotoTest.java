package dev.rekey.activities.authority.privateca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;

/**
 * The same over the wire, as far as moto has it: its CAs are for short-lived certificates alone,
 * know no token again, and publish nothing.
 */
@Tag("aws")
class PrivateCaAtMotoTest extends CertificateAuthorityContract {
  private static final String ROOT = "arn:aws:acm-pca:::template/RootCACertificate/V1";

  private static AcmPcaClient aws;
  private static String arn;
  private static String root;

  @BeforeAll
  static void start() {
    aws = at(AwsEndpoint.moto());
    arn =
        aws.createCertificateAuthority(
                it ->
                    it.certificateAuthorityType(CertificateAuthorityType.ROOT)
                        .certificateAuthorityConfiguration(
                            ca ->
                                ca.keyAlgorithm(KeyAlgorithm.RSA_2048)
                                    .signingAlgorithm(SigningAlgorithm.SHA256_WITHRSA)
                                    .subject(name -> name.commonName("tests"))))
            .certificateAuthorityArn();
    root = root(arn);
  }

  private static AcmPcaClient at(URI endpoint) {
    return AwsEndpoint.at(
            endpoint,
            AwsClients.withoutRetries(AcmPcaClient.builder()),
            AwsBasicCredentials.create("test", "test"))
        .build();
  }

  /** It signs itself, and is active then. */
  private static String root(String ca) {
    String csr = aws.getCertificateAuthorityCsr(it -> it.certificateAuthorityArn(ca)).csr();
    String self =
        aws.issueCertificate(
                it ->
                    it.certificateAuthorityArn(ca)
                        .csr(SdkBytes.fromUtf8String(csr))
                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHRSA)
                        .templateArn(ROOT)
                        .validity(days -> days.type(ValidityPeriodType.DAYS).value(365L)))
            .certificateArn();
    String made =
        aws.getCertificate(it -> it.certificateAuthorityArn(ca).certificateArn(self)).certificate();
    aws.importCertificateAuthorityCertificate(
        it -> it.certificateAuthorityArn(ca).certificate(SdkBytes.fromUtf8String(made)));
    return made;
  }

  private static CertificateAuthority with(AcmPcaClient client, String ca) {
    String settings =
        "{\"arn\":\"%s\",\"roots\":\"%s\",\"days\":7}".formatted(ca, root.replace("\n", "\\n"));
    return new PrivateCaMaker(region -> client, InstantSource.system(), Pause::really)
        .of("pca", new Login(PrivateCaAuthority.KIND, SecretValue.of(settings)));
  }

  @Override
  protected CertificateAuthority authority() {
    return with(aws, arn);
  }

  @Override
  protected CertificateAuthority unreachable() {
    return with(at(URI.create("http://127.0.0.1:" + Programs.freePort())), arn);
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "*.edge.example.org");
  }

  /** It writes no list, and has no responder. */
  @Override
  protected boolean tellsStatus() {
    return false;
  }

  @Test
  void one_that_is_disabled_or_not_there_is_named() {
    String other = arn.replaceFirst("[0-9a-f-]{36}$", "00000000-0000-0000-0000-000000000000");
    assertThat(failure(() -> with(aws, other).check(names()))).isEqualTo(FailureCode.NOT_FOUND);
    aws.updateCertificateAuthority(
        it -> it.certificateAuthorityArn(arn).status(CertificateAuthorityStatus.DISABLED));
    try {
      StepFailedException refused =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              StepFailedException.class, () -> authority().check(names()));
      assertThat(refused.reason()).contains("not active");
    } finally {
      aws.updateCertificateAuthority(
          it -> it.certificateAuthorityArn(arn).status(CertificateAuthorityStatus.ACTIVE));
    }
  }
}
