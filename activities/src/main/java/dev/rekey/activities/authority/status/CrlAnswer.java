package dev.rekey.activities.authority.status;

import dev.rekey.activities.authority.status.CrlReading.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/** What a list of revoked certificates says of one. */
final class CrlAnswer {
  private CrlAnswer() {}

  static CertificateStatus read(
      InputStream body, X509Certificate certificate, X509Certificate issuer, Instant now) {
    try {
      Content list = CrlReading.of(body, certificate.getSerialNumber(), issuer.getPublicKey());
      return fault(list, issuer, now)
          .<CertificateStatus>map(CertificateStatus.Unknown::new)
          .orElseGet(
              () -> list.entry().map(CrlAnswer::revoked).orElse(new CertificateStatus.Good()));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return new CertificateStatus.Unknown("its answer is no list of revoked certificates");
    }
  }

  private static Optional<String> fault(Content list, X509Certificate issuer, Instant now) {
    X500Name by = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
    if (!list.issuer().equals(by) || !list.signed()) {
      return Optional.of("its list is not signed by who issued the certificate");
    }
    if (list.extensions().filter(CrlAnswer::isOfAPart).isPresent()) {
      return Optional.of("its list is only of a part of what is revoked");
    }
    @Nullable Date until = list.until().map(Time::getDate).orElse(null);
    return Freshness.fault(list.made().getDate(), until, now);
  }

  private static boolean isOfAPart(Extensions extensions) {
    if (extensions.getExtension(Extension.deltaCRLIndicator) != null) {
      return true;
    }
    Extension scope = extensions.getExtension(Extension.issuingDistributionPoint);
    if (scope == null) {
      return false;
    }
    IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(scope.getParsedValue());
    return point.isIndirectCRL()
        || point.onlyContainsCACerts()
        || point.onlyContainsAttributeCerts()
        || point.getOnlySomeReasons() != null;
  }

  private static CertificateStatus revoked(CRLEntry entry) {
    @Nullable Extension reason =
        entry.hasExtensions() ? entry.getExtensions().getExtension(Extension.reasonCode) : null;
    int code =
        reason == null
            ? 0
            : ASN1Enumerated.getInstance(reason.getParsedValue()).getValue().intValue();
    return new CertificateStatus.Revoked(code, entry.getRevocationDate().getDate().toInstant());
  }
}
