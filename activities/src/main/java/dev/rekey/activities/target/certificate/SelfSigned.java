package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.SigningRequest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that nobody but their own key stands for. */
final class SelfSigned {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private SelfSigned() {}

  static X509Certificate certificate(KeyPair keys, String subject) {
    Instant now = Instant.now();
    X500Name name = new X500Name(subject);
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.valueOf(now.toEpochMilli()),
                      Date.from(now.minus(LIFETIME)),
                      Date.from(now.plus(LIFETIME)),
                      name,
                      keys.getPublic())
                  .build(
                      new JcaContentSignerBuilder(
                              SigningRequest.signatureOf(keys.getPrivate().getAlgorithm()))
                          .build(keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The JDK makes certificates");
    }
  }
}
