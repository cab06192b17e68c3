package dev.rekey.activities.authority.stepca;

import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.model.credential.KeyType;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A root, and an intermediate that it certified.
 *
 * @param root the root's certificate
 * @param middle the intermediate's
 * @param middleKeys the intermediate's keys
 */
record Ceremony(X509Certificate root, X509Certificate middle, KeyPair middleKeys) {
  private static final Duration VALID = Duration.ofDays(30);

  static Ceremony make() {
    KeyPair rootKeys = KeyPairs.make(KeyType.EC_P256);
    KeyPair middleKeys = KeyPairs.make(KeyType.EC_P256);
    return new Ceremony(
        signed("Root", rootKeys, rootKeys, "Root", 1),
        signed("Middle", middleKeys, rootKeys, "Root", 0),
        middleKeys);
  }

  private static X509Certificate signed(
      String name, KeyPair keys, KeyPair by, String issuer, int below) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + issuer),
              BigInteger.valueOf(below + 1L),
              Date.from(now.minusSeconds(60)),
              Date.from(now.plus(VALID)),
              new X500Name("CN=" + name),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
