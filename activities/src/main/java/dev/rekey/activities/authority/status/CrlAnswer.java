package dev.rekey.activities.authority.status;

import dev.rekey.activities.authority.status.FreshStatus.Fetched;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Reads a list of what is revoked. */
final class CrlAnswer {
  private CrlAnswer() {}

  static CertificateStatus read(
      Fetched fetched, X509Certificate certificate, X509Certificate issuer, Instant now) {
    if (fetched.missing()) {
      return new CertificateStatus.Unknown(fetched.obstacle());
    }
    try {
      X509CRLHolder list = new X509CRLHolder(fetched.bytes());
      Optional<String> fault = fault(list, issuer, now);
      return fault.isPresent()
          ? new CertificateStatus.Unknown(fault.get())
          : entry(list, certificate);
    } catch (IOException | IllegalArgumentException e) {
      return new CertificateStatus.Unknown("its answer is no list of revoked certificates");
    }
  }

  private static Optional<String> fault(X509CRLHolder list, X509Certificate issuer, Instant now) {
    X500Name by = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
    if (!list.getIssuer().equals(by) || !isSignedBy(list, issuer)) {
      return Optional.of("its list is not signed by who issued the certificate");
    }
    return Freshness.fault(list.getThisUpdate(), list.getNextUpdate(), now);
  }

  private static boolean isSignedBy(X509CRLHolder list, X509Certificate issuer) {
    try {
      return list.isSignatureValid(
          new JcaContentVerifierProviderBuilder().build(issuer.getPublicKey()));
    } catch (CertException | OperatorCreationException e) {
      return false;
    }
  }

  private static CertificateStatus entry(X509CRLHolder list, X509Certificate certificate) {
    X509CRLEntryHolder entry = list.getRevokedCertificate(certificate.getSerialNumber());
    if (entry == null) {
      return new CertificateStatus.Good();
    }
    Extension reason = entry.getExtension(Extension.reasonCode);
    int code =
        reason == null
            ? 0
            : ASN1Enumerated.getInstance(reason.getParsedValue()).getValue().intValue();
    return new CertificateStatus.Revoked(code, entry.getRevocationDate().toInstant());
  }
}
