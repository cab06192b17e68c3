package dev.rekey.activities.authority.privateca;

import dev.rekey.activities.authority.status.StatusSource;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthority;
import software.amazon.awssdk.services.acmpca.model.CrlConfiguration;
import software.amazon.awssdk.services.acmpca.model.CrlType;
import software.amazon.awssdk.services.acmpca.model.OcspConfiguration;
import software.amazon.awssdk.services.acmpca.model.RevocationConfiguration;

/** Where a CA tells what it revoked: as the certificate says, and as the CA is configured now. */
final class Revocations {
  private Revocations() {}

  /**
   * What the certificate names comes first. A list in parts has the certificate's own part where it
   * names it, and is not guessed.
   */
  static List<StatusSource> of(
      CertificateAuthority ca, PrivateCaSettings settings, X509Certificate certificate) {
    List<StatusSource> sources = new ArrayList<>(StatusSource.namedBy(certificate));
    Optional<RevocationConfiguration> told = Optional.ofNullable(ca.revocationConfiguration());
    if (sources.stream().noneMatch(StatusSource.Ocsp.class::isInstance)) {
      told.map(RevocationConfiguration::ocspConfiguration)
          .filter(ocsp -> Boolean.TRUE.equals(ocsp.enabled()))
          .map(ocsp -> new StatusSource.Ocsp(responder(ocsp, settings)))
          .ifPresent(sources::add);
    }
    if (sources.stream().noneMatch(StatusSource.Crl.class::isInstance)) {
      told.map(RevocationConfiguration::crlConfiguration)
          .filter(crl -> Boolean.TRUE.equals(crl.enabled()))
          .filter(crl -> crl.crlType() != CrlType.PARTITIONED)
          .map(crl -> new StatusSource.Crl(list(crl, settings)))
          .ifPresent(sources::add);
    }
    return sources;
  }

  private static URI responder(OcspConfiguration ocsp, PrivateCaSettings settings) {
    return URI.create(
        Optional.ofNullable(ocsp.ocspCustomCname())
            .map(host -> "http://" + host)
            .orElse("http://ocsp.acm-pca." + settings.region() + ".amazonaws.com"));
  }

  private static URI list(CrlConfiguration crl, PrivateCaSettings settings) {
    String host =
        Optional.ofNullable(crl.customCname())
            .orElseGet(() -> crl.s3BucketName() + ".s3." + settings.region() + ".amazonaws.com");
    String path = Optional.ofNullable(crl.customPath()).map(part -> part + "/").orElse("crl/");
    return URI.create("http://" + host + "/" + path + settings.id() + ".crl");
  }
}
