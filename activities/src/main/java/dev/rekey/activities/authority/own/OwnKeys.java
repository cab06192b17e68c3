package dev.rekey.activities.authority.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.SigningRequest;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What an authority of our own signs with. As a login it is kept in the secret store.
 *
 * @param certificate its certificate, which it signed itself
 * @param key its key
 * @param status where it tells what it revoked
 */
record OwnKeys(X509Certificate certificate, PrivateKey key, URI status) {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final Duration LIFETIME = Duration.ofDays(3650);
  private static final int SERIAL_BITS = 127;

  private record Kept(String certificate, String key, String status) {
    Kept {
      if (certificate == null || key == null || status == null) {
        throw new IllegalArgumentException("A field is missing");
      }
    }
  }

  static OwnKeys make(String name, URI status, Instant now) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    return make(subject(name), name, keys, keys.getPrivate(), status, now);
  }

  /** What one signs with that this one certifies. */
  OwnKeys below(String name, URI where, Instant now) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    return make(
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
        name,
        keys,
        key,
        where,
        now);
  }

  private static OwnKeys make(
      X500Name issuer, String name, KeyPair keys, PrivateKey by, URI status, Instant now) {
    try {
      return new OwnKeys(certificate(issuer, name, keys, by, now), keys.getPrivate(), status);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The JDK makes certificates");
    }
  }

  private static X500Name subject(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "Rekey, not for production")
        .addRDN(BCStyle.CN, name)
        .build();
  }

  private static X509Certificate certificate(
      X500Name issuer, String name, KeyPair keys, PrivateKey by, Instant now)
      throws IOException, GeneralSecurityException {
    Date from = Date.from(now.minus(OwnAuthority.BACK));
    Date until = Date.from(now.plus(LIFETIME));
    KeyUsage use = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer, serial(), from, until, subject(name), keys.getPublic());
    builder.addExtension(
        Extension.basicConstraints,
        true,
        new BasicConstraints(issuer.equals(subject(name)) ? 1 : 0));
    builder.addExtension(Extension.keyUsage, true, use);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(by)));
  }

  /** As it is kept. */
  Login login() {
    try {
      return new Login(
          OwnAuthority.KIND,
          SecretValue.of(
              Wire.mapper()
                  .writeValueAsString(
                      new Kept(
                          CertificateChain.pem(certificate),
                          KeyPairs.pem(key),
                          status.toString()))));
    } catch (JsonProcessingException e) { // its message may quote the key
      throw new IllegalStateException("Three texts have a JSON form");
    }
  }

  static OwnKeys of(Login login) {
    try {
      Kept kept = Wire.mapper().readValue(login.value().reveal(), Kept.class);
      return new OwnKeys(
          CertificateChain.of(kept.certificate()).leaf(),
          KeyPairs.read(kept.key()),
          URI.create(kept.status()));
    } catch (JsonProcessingException | IllegalArgumentException e) { // may quote the key
      throw new StepFailedException(
          FailureCode.ROTATOR_REJECTED, "What is kept of the authority cannot be read");
    }
  }

  /** A serial number that nobody can guess. */
  static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, CHANCE).setBit(SERIAL_BITS - 1);
  }

  ContentSigner signer() {
    return signer(key);
  }

  /** One for each signature: signers keep a state, and are not for two threads. */
  private static ContentSigner signer(PrivateKey key) {
    try {
      return new JcaContentSignerBuilder(SigningRequest.signatureOf(key.getAlgorithm())).build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("The JDK signs with keys that it made");
    }
  }
}
