package dev.rekey.activities.authority.status;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Who may sign what a responder says: the issuer, or whom it certified for that (RFC 6960). */
final class OcspSigner {
  private OcspSigner() {}

  static boolean signed(BasicOCSPResp answer, X509Certificate issuer, Instant now) {
    return isBy(answer, issuer.getPublicKey())
        || Arrays.stream(answer.getCerts()).anyMatch(by -> isDelegate(answer, by, issuer, now));
  }

  private static boolean isDelegate(
      BasicOCSPResp answer, X509CertificateHolder holder, X509Certificate issuer, Instant now) {
    try {
      X509Certificate delegate = new JcaX509CertificateConverter().getCertificate(holder);
      delegate.verify(issuer.getPublicKey());
      delegate.checkValidity(Date.from(now));
      List<String> uses = delegate.getExtendedKeyUsage();
      return uses != null
          && uses.contains(KeyPurposeId.id_kp_OCSPSigning.getId())
          && isBy(answer, delegate.getPublicKey());
    } catch (GeneralSecurityException notTheirs) {
      return false;
    }
  }

  private static boolean isBy(BasicOCSPResp answer, PublicKey key) {
    try {
      return answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
    } catch (OCSPException | OperatorCreationException otherKindOfKey) {
      return false;
    }
  }
}
