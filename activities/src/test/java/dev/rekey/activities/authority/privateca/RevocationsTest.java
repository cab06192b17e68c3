package dev.rekey.activities.authority.privateca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.activities.secret.Login;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthority;
import software.amazon.awssdk.services.acmpca.model.CrlType;
import software.amazon.awssdk.services.acmpca.model.RevocationConfiguration;

/** Where a CA tells what it revoked, by its configuration: for certificates that name nothing. */
class RevocationsTest {
  private final PrivateCaSettings settings;
  private final X509Certificate silent;

  RevocationsTest() {
    try (FakePrivateCa fake = new FakePrivateCa(InstantSource.system())) {
      Login login = fake.login();
      settings = PrivateCaSettings.of(login);
      silent = settings.anchors().getFirst(); // a root names nothing
    }
  }

  private List<String> of(Consumer<RevocationConfiguration.Builder> configured) {
    CertificateAuthority ca =
        CertificateAuthority.builder().revocationConfiguration(configured).build();
    return Revocations.of(ca, settings, silent).stream().map(StatusSource::name).toList();
  }

  @Test
  void one_that_offers_neither_has_no_source() {
    assertThat(CertificateChain.serial(silent)).isNotBlank();
    assertThat(of(it -> {})).isEmpty();
    assertThat(
            of(
                it ->
                    it.crlConfiguration(crl -> crl.enabled(false).s3BucketName("b"))
                        .ocspConfiguration(ocsp -> ocsp.enabled(false))))
        .isEmpty();
    assertThat(Revocations.of(CertificateAuthority.builder().build(), settings, silent)).isEmpty();
  }

  @Test
  void the_responder_is_that_of_the_region_or_the_name_that_stands_for_it() {
    assertThat(of(it -> it.ocspConfiguration(ocsp -> ocsp.enabled(true))))
        .containsExactly("OCSP http://ocsp.acm-pca.eu-central-1.amazonaws.com");
    assertThat(
            of(
                it ->
                    it.ocspConfiguration(
                        ocsp -> ocsp.enabled(true).ocspCustomCname("ocsp.example.org"))))
        .containsExactly("OCSP http://ocsp.example.org");
  }

  @Test
  void the_list_is_in_its_bucket_or_behind_the_name_that_stands_for_it() {
    String id = "11111111-2222-3333-4444-555555555555";
    assertThat(of(it -> it.crlConfiguration(crl -> crl.enabled(true).s3BucketName("lists"))))
        .containsExactly("CRL http://lists.s3.eu-central-1.amazonaws.com/crl/" + id + ".crl");
    assertThat(
            of(
                it ->
                    it.crlConfiguration(
                        crl ->
                            crl.enabled(true)
                                .s3BucketName("lists")
                                .customCname("crl.example.org")
                                .customPath("web"))))
        .containsExactly("CRL http://crl.example.org/web/" + id + ".crl");
  }

  @Test
  void a_list_in_parts_is_not_guessed() {
    assertThat(
            of(
                it ->
                    it.crlConfiguration(
                        crl ->
                            crl.enabled(true).s3BucketName("lists").crlType(CrlType.PARTITIONED))))
        .isEmpty();
  }
}
