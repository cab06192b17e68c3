package dev.rekey.activities.authority.status;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A question to a responder, with a number that only a fresh answer can hold.
 *
 * @param id the certificate, as responders name it
 * @param nonce the number
 * @param der the question
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record OcspQuestion(CertificateID id, byte[] nonce, byte[] der) {
  private static final SecureRandom CHANCE = new SecureRandom();

  /** RFC 9654 recommends so many bytes. */
  private static final int NONCE = 32;

  static OcspQuestion about(X509Certificate certificate, X509Certificate issuer) {
    try {
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber());
      byte[] nonce = new byte[NONCE];
      CHANCE.nextBytes(nonce);
      return new OcspQuestion(id, nonce, der(id, nonce));
    } catch (OCSPException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException("Every certificate can be asked about");
    }
  }

  /** The same without the number. */
  OcspQuestion plain() {
    try {
      byte[] none = new byte[0];
      return new OcspQuestion(id, none, new OCSPReqBuilder().addRequest(id).build().getEncoded());
    } catch (OCSPException | IOException e) {
      throw new IllegalStateException("Every certificate can be asked about");
    }
  }

  /** The address that asks it by GET (RFC 6960, A.1). */
  URI at(URI responder) {
    String text = Base64.getEncoder().encodeToString(der);
    String[] parts = responder.toString().split("\\?", 2);
    return URI.create(
        parts[0].replaceAll("/+$", "")
            + "/"
            + URLEncoder.encode(text, StandardCharsets.US_ASCII)
            + (parts.length > 1 ? "?" + parts[1] : ""));
  }

  private static byte[] der(CertificateID id, byte[] nonce) throws IOException, OCSPException {
    Extension extension =
        new Extension(
            OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
            false,
            new DEROctetString(new DEROctetString(nonce).getEncoded()));
    return new OCSPReqBuilder()
        .addRequest(id)
        .setRequestExtensions(new Extensions(extension))
        .build()
        .getEncoded();
  }

  /** What the answer says, if it is one to this question. */
  CertificateStatus read(byte[] answer, X509Certificate issuer, Instant now) {
    try {
      OCSPResp response = new OCSPResp(answer);
      if (response.getStatus() != OCSPResp.SUCCESSFUL
          || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
        return new CertificateStatus.Unknown(
            "its answer is error " + response.getStatus() + " of OCSP");
      }
      if (!OcspSigner.signed(basic, issuer, now)) {
        return new CertificateStatus.Unknown(
            "its answer is not signed by who issued the certificate");
      }
      return status(basic, now);
    } catch (IOException | OCSPException | IllegalArgumentException e) {
      return new CertificateStatus.Unknown("its answer is none of OCSP");
    }
  }

  private CertificateStatus status(BasicOCSPResp basic, Instant now) {
    Extension echo = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (echo != null && !Arrays.equals(number(echo), nonce)) {
      return new CertificateStatus.Unknown("its answer is to another question");
    }
    Optional<SingleResp> single =
        Arrays.stream(basic.getResponses()).filter(it -> isAbout(it.getCertID())).findFirst();
    if (single.isEmpty()) {
      return new CertificateStatus.Unknown("its answer is about another certificate");
    }
    return Freshness.fault(single.get().getThisUpdate(), single.get().getNextUpdate(), now)
        .<CertificateStatus>map(CertificateStatus.Unknown::new)
        .orElseGet(() -> status(single.get()));
  }

  private static byte[] number(Extension echo) {
    return ASN1OctetString.getInstance(echo.getExtnValue().getOctets()).getOctets();
  }

  private boolean isAbout(CertificateID other) {
    return other.getSerialNumber().equals(id.getSerialNumber())
        && Arrays.equals(other.getIssuerKeyHash(), id.getIssuerKeyHash())
        && Arrays.equals(other.getIssuerNameHash(), id.getIssuerNameHash());
  }

  private static CertificateStatus status(SingleResp single) {
    return switch (single.getCertStatus()) {
      case null -> new CertificateStatus.Good(); // so Bouncy Castle says good
      case RevokedStatus revoked ->
          new CertificateStatus.Revoked(
              revoked.hasRevocationReason() ? revoked.getRevocationReason() : 0,
              revoked.getRevocationTime().toInstant());
      default -> new CertificateStatus.Unknown("it does not know the certificate");
    };
  }
}
