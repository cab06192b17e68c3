package dev.rekey.activities.authority.status;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where it is told whether a certificate is revoked. */
public sealed interface StatusSource {
  /** Where. */
  URI address();

  /** What evidence calls it. */
  String name();

  /** A list of all that are revoked. */
  record Crl(URI address) implements StatusSource {
    @Override
    public String name() {
      return "CRL " + address;
    }
  }

  /** A responder that is asked for one certificate. */
  record Ocsp(URI address) implements StatusSource {
    @Override
    public String name() {
      return "OCSP " + address;
    }
  }

  /** Those that a certificate names itself, by HTTP. */
  static List<StatusSource> namedBy(X509Certificate certificate) {
    List<StatusSource> sources = new ArrayList<>();
    responders(certificate).map(Ocsp::new).forEach(sources::add);
    lists(certificate).map(Crl::new).forEach(sources::add);
    return sources;
  }

  private static Stream<URI> responders(X509Certificate certificate) {
    return extension(certificate, Extension.authorityInfoAccess.getId()).stream()
        .flatMap(
            value ->
                Arrays.stream(
                    AuthorityInformationAccess.getInstance(value).getAccessDescriptions()))
        .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
        .flatMap(access -> http(access.getAccessLocation()).stream());
  }

  private static Stream<URI> lists(X509Certificate certificate) {
    return extension(certificate, Extension.cRLDistributionPoints.getId()).stream()
        .flatMap(value -> Arrays.stream(CRLDistPoint.getInstance(value).getDistributionPoints()))
        .flatMap(point -> Optional.ofNullable(point.getDistributionPoint()).stream())
        .filter(name -> name.getType() == DistributionPointName.FULL_NAME)
        .flatMap(name -> Arrays.stream(GeneralNames.getInstance(name.getName()).getNames()))
        .flatMap(name -> http(name).stream());
  }

  private static Optional<byte[]> extension(X509Certificate certificate, String id) {
    return Optional.ofNullable(certificate.getExtensionValue(id))
        .map(value -> ASN1OctetString.getInstance(value).getOctets());
  }

  private static Optional<URI> http(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    String text = String.valueOf(name.getName());
    try {
      return Optional.of(URI.create(text))
          .filter(uri -> uri.getHost() != null && uri.getScheme().matches("(?i)https?"));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
