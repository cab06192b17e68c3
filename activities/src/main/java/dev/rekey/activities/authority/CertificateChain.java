package dev.rekey.activities.authority;

import dev.rekey.model.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A certificate with those that lead to a root, in the order of TLS: its own first.
 *
 * @param certificates at least one
 */
public record CertificateChain(List<X509Certificate> certificates) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public CertificateChain {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("A chain has at least one certificate");
    }
  }

  /**
   * Reads PEM. What stands around the certificates is not looked at.
   *
   * @throws IllegalArgumentException if there is no certificate in it, or one cannot be read
   */
  public static CertificateChain of(String pem) {
    return new CertificateChain(read(pem));
  }

  /** The certificates in a PEM text; there may be none. */
  public static List<X509Certificate> read(String pem) {
    String only = Pem.blocks(pem, "CERTIFICATE").stream().collect(Collectors.joining("\n"));
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(only.getBytes(StandardCharsets.US_ASCII)));
      return found.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("There is a certificate that cannot be read");
    }
  }

  /** What signed it, by name: what comes next in the chain, or one of these. */
  public Optional<X509Certificate> issuer(List<X509Certificate> others) {
    return Stream.concat(certificates.stream().skip(1), others.stream())
        .filter(each -> each.getSubjectX500Principal().equals(leaf().getIssuerX500Principal()))
        .findFirst();
  }

  /** The certificate itself. */
  public X509Certificate leaf() {
    return certificates.getFirst();
  }

  /** The key that it is about. */
  public PublicKey key() {
    return leaf().getPublicKey();
  }

  /** Its serial number, in lower-case hex. */
  public String serial() {
    return serial(leaf());
  }

  /** A certificate's serial number, in lower-case hex. */
  public static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  /** The SHA-256 of the certificate, in lower-case hex: what tells it from every other one. */
  public String fingerprint() {
    return fingerprint(leaf());
  }

  /** The SHA-256 of a certificate, in lower-case hex. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read has a hash");
    }
  }

  /** As PEM. */
  public String pem() {
    return certificates.stream().map(CertificateChain::pem).collect(Collectors.joining());
  }

  /** One certificate as PEM. */
  public static String pem(X509Certificate certificate) {
    try {
      return Pem.text("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read can be written");
    }
  }
}
