package dev.rekey.activities.authority.privateca;

import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.Pem;
import dev.rekey.activities.authority.SigningRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import software.amazon.awssdk.services.acmpca.model.IssueCertificateRequest;

/** What AWS Private CA reads in a request: names and key are those of the signing request. */
final class AskedFor {
  private AskedFor() {}

  static CertificateOrder by(IssueCertificateRequest request, Instant now) {
    try {
      byte[] der = der(request.csr().asUtf8String());
      PKCS10CertificationRequest asked = new PKCS10CertificationRequest(der);
      Instant until = Instant.ofEpochSecond(request.validity().value());
      return new CertificateOrder(
          names(asked),
          new SigningRequest(der),
          new JcaPEMKeyConverter().getPublicKey(asked.getSubjectPublicKeyInfo()),
          Optional.of(Duration.between(now, until)),
          Optional.empty());
    } catch (IOException e) {
      throw FakePrivateCa.refusal("MalformedCSRException");
    }
  }

  private static byte[] der(String pem) {
    String block = Pem.blocks(pem, "CERTIFICATE REQUEST").getFirst();
    return Base64.getMimeDecoder().decode(block.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static List<String> names(PKCS10CertificationRequest asked) {
    Extensions wanted =
        Extensions.getInstance(
            asked
                .getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)[0]
                .getAttributeValues()[0]);
    List<String> names = new ArrayList<>();
    for (GeneralName one :
        GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName).getNames()) {
      names.add(one.getName().toString());
    }
    return names;
  }
}
