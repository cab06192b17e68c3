package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.own.OwnRegister.Revocation;
import dev.rekey.activities.secret.Login;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Tells what our own authority revoked, by CRL and by OCSP, as it is at this moment. */
public final class OwnResponder {
  /** Short, since an answer is cheap and an old one misleads. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final String name;
  private final OwnKeys keys;
  private final OwnRegister register;
  private final InstantSource clock;

  /** The responder of the authority that signs with what this login holds. */
  public OwnResponder(String name, Login login, OwnRegister register, InstantSource clock) {
    this.name = name;
    this.keys = OwnKeys.of(login);
    this.register = register;
    this.clock = clock;
  }

  /** The list of everything revoked, as DER. */
  public byte[] crl() {
    Instant now = clock.instant();
    X500Name by = X500Name.getInstance(keys.certificate().getSubjectX500Principal().getEncoded());
    X509v2CRLBuilder list = new X509v2CRLBuilder(by, Date.from(now));
    list.setNextUpdate(Date.from(now.plus(FRESH)));
    register
        .revocations(name)
        .forEach(one -> list.addCRLEntry(one.serial(), Date.from(one.at()), one.reason().code()));
    try {
      list.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
      return list.build(keys.signer()).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("A list can be made of what is revoked");
    }
  }

  /** The answer to a question, as DER; one that cannot be read gets OCSP's own refusal. */
  public byte[] ocsp(byte[] question) {
    try {
      return answer(new OCSPReq(question)).getEncoded();
    } catch (IOException | OCSPException | OperatorCreationException | IllegalArgumentException e) {
      return refusal();
    }
  }

  private static byte[] refusal() {
    try {
      return new OCSPRespBuilder().build(OCSPRespBuilder.MALFORMED_REQUEST, null).getEncoded();
    } catch (IOException | OCSPException e) {
      throw new IllegalStateException("A refusal of OCSP has no content");
    }
  }

  private OCSPResp answer(OCSPReq question)
      throws OCSPException, OperatorCreationException, IOException {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    X509CertificateHolder holder = holder();
    BasicOCSPRespBuilder answer =
        new BasicOCSPRespBuilder(
            SubjectPublicKeyInfo.getInstance(keys.certificate().getPublicKey().getEncoded()),
            digests.get(CertificateID.HASH_SHA1));
    Instant now = clock.instant();
    for (Req one : question.getRequestList()) {
      CertificateStatus status =
          one.getCertID().matchesIssuer(holder, digests)
              ? status(one.getCertID().getSerialNumber())
              : new UnknownStatus();
      answer.addResponse(one.getCertID(), status, Date.from(now), Date.from(now.plus(FRESH)), null);
    }
    Extension nonce = question.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (nonce != null) {
      answer.setResponseExtensions(new Extensions(nonce));
    }
    return new OCSPRespBuilder()
        .build(OCSPRespBuilder.SUCCESSFUL, answer.build(keys.signer(), null, Date.from(now)));
  }

  private X509CertificateHolder holder() {
    try {
      return new JcaX509CertificateHolder(keys.certificate());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read can be written");
    }
  }

  private CertificateStatus status(BigInteger serial) {
    Optional<Revocation> revocation = register.revocation(name, serial);
    if (revocation.isPresent()) {
      Revocation told = revocation.get();
      return new RevokedStatus(Date.from(told.at()), told.reason().code());
    }
    return register.knows(name, serial) ? CertificateStatus.GOOD : new UnknownStatus();
  }
}
