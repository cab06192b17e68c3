package dev.rekey.activities.authority;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsNames;
import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A request to certify a key, signed with it.
 *
 * @param der PKCS #10
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SigningRequest(byte[] der) {
  /** RFC 5280 lets a common name have so many characters. */
  private static final int LONGEST_COMMON_NAME = 64;

  /** Signs a request for these names. */
  public static SigningRequest of(KeyPair keys, List<String> names) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
      return new SigningRequest(
          new JcaPKCS10CertificationRequestBuilder(subject(names.getFirst()), keys.getPublic())
              .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
              .build(
                  new JcaContentSignerBuilder(signatureOf(keys.getPrivate().getAlgorithm()))
                      .build(keys.getPrivate()))
              .getEncoded());
    } catch (IOException | OperatorCreationException e) { // the words may be about the key
      throw new StepFailedException(
          FailureCode.UNEXPECTED, "A signing request could not be made with the new key");
    }
  }

  /** The signature that every authority understands, by the key's algorithm. */
  public static String signatureOf(String algorithm) {
    return algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }

  private static X500Name subject(String name) {
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    if (name.length() <= LONGEST_COMMON_NAME) {
      subject.addRDN(BCStyle.CN, name);
    }
    return subject.build();
  }

  /** The names as a certificate has them. */
  public static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        TlsNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }
}
