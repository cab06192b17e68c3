package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.SigningRequest;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** Makes certificates for servers and clients, which name where their revocation is told. */
record LeafCertificates(String authority, OwnKeys keys) {
  URI crl() {
    return URI.create(keys.status() + "/crl?authority=" + authority);
  }

  URI ocsp() {
    return URI.create(keys.status() + "/ocsp?authority=" + authority);
  }

  CertificateChain make(CertificateOrder order, Instant now, Duration lifetime) {
    try {
      X500Name subject = new PKCS10CertificationRequest(order.request().der()).getSubject();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              X500Name.getInstance(keys.certificate().getSubjectX500Principal().getEncoded()),
              OwnKeys.serial(),
              Date.from(now.minus(OwnAuthority.BACK)),
              Date.from(now.plus(lifetime)),
              subject,
              order.key());
      extend(builder, order);
      return new CertificateChain(
          List.of(new JcaX509CertificateConverter().getCertificate(builder.build(keys.signer()))));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The JDK makes certificates");
    }
  }

  private void extend(X509v3CertificateBuilder builder, CertificateOrder order)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, use(order.key()))
        .addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}))
        .addExtension(
            Extension.subjectAlternativeName, false, SigningRequest.alternatives(order.names()))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            extensions.createAuthorityKeyIdentifier(keys.certificate()))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(order.key()));
    tellWhere(builder);
  }

  private void tellWhere(X509v3CertificateBuilder builder) throws IOException {
    builder
        .addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(ocsp())))
        .addExtension(Extension.cRLDistributionPoints, false, list());
  }

  private static KeyUsage use(PublicKey key) {
    return new KeyUsage(
        key.getAlgorithm().equals("RSA")
            ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
            : KeyUsage.digitalSignature);
  }

  private CRLDistPoint list() {
    return new CRLDistPoint(
        new DistributionPoint[] {
          new DistributionPoint(new DistributionPointName(new GeneralNames(uri(crl()))), null, null)
        });
  }

  private static GeneralName uri(URI address) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, address.toString());
  }
}
