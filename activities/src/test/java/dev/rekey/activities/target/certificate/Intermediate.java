package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.SigningRequest;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.KeyType;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate under an intermediate.
 *
 * @param root what it leads to
 * @param login key and chain
 */
record Intermediate(X509Certificate root, Login login) {
  private static final X500Name ROOT = new X500Name("CN=Root");
  private static final X500Name MIDDLE = new X500Name("CN=Expired");

  /** One whose intermediate ended yesterday. */
  static Intermediate expired() {
    Instant now = Instant.now();
    KeyPair root = KeyPairs.make(KeyType.EC_P256);
    KeyPair middle = KeyPairs.make(KeyType.EC_P256);
    KeyPair leaf = KeyPairs.make(KeyType.EC_P256);
    X509Certificate top = sign(ROOT, root, ROOT, root, now.plus(Duration.ofDays(9)), true);
    X509Certificate between = sign(ROOT, root, MIDDLE, middle, now.minus(Duration.ofDays(1)), true);
    X509Certificate below =
        sign(
            MIDDLE,
            middle,
            new X500Name("CN=www.example.org"),
            leaf,
            now.plus(Duration.ofDays(9)),
            false);
    CertificateChain chain = new CertificateChain(List.of(below, between));
    return new Intermediate(top, HeldCertificate.of(leaf, Optional.empty()).with(chain).login());
  }

  private static X509Certificate sign(
      X500Name by, KeyPair signer, X500Name of, KeyPair keys, Instant until, boolean authority) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              by,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(Instant.now().minus(Duration.ofDays(30))),
              Date.from(until),
              of,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          SigningRequest.alternatives(List.of("www.example.org")));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
