package dev.rekey.activities.authority;

import dev.rekey.model.credential.KeyType;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Makes keys, and reads and writes them as PEM. */
public final class KeyPairs {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int CHALLENGE = 32;

  private KeyPairs() {}

  /** A new pair. */
  public static KeyPair make(KeyType type) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
      if (type.curve().isEmpty()) {
        generator.initialize(type.bits(), CHANCE);
      } else {
        generator.initialize(new ECGenParameterSpec(type.curve()), CHANCE);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK makes keys of this kind");
    }
  }

  /** A private key as PEM, in PKCS #8. */
  public static String pem(PrivateKey key) {
    return Pem.text("PRIVATE KEY", key.getEncoded());
  }

  /** A public key as PEM. */
  public static String pem(PublicKey key) {
    return Pem.text("PUBLIC KEY", key.getEncoded());
  }

  /**
   * The private key in a PEM text: PKCS #8, or the older forms of OpenSSL.
   *
   * @throws IllegalArgumentException if there is not exactly one that can be read without a
   *     password; the sentence quotes nothing of it
   */
  public static PrivateKey read(String pem) {
    List<String> blocks = Pem.blocks(pem, "PRIVATE KEY");
    if (blocks.size() != 1) {
      throw new IllegalArgumentException("There is not exactly one private key");
    }
    try (PEMParser parser = new PEMParser(new StringReader(blocks.getFirst()))) {
      return new JcaPEMKeyConverter().getPrivateKey(info(parser.readObject()));
    } catch (IOException e) { // its words may quote the key
      throw unreadable();
    }
  }

  private static PrivateKeyInfo info(Object parsed) {
    return switch (parsed) {
      case PrivateKeyInfo info -> info;
      case PEMKeyPair pair -> pair.getPrivateKeyInfo();
      case null, default -> throw unreadable();
    };
  }

  /** The public key in a PEM text, where it stands there by itself. */
  public static PublicKey readPublic(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof SubjectPublicKeyInfo info) {
        return new JcaPEMKeyConverter().getPublicKey(info);
      }
      throw unreadable();
    } catch (IOException e) {
      throw unreadable();
    }
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "The key is no private key in PEM that can be read without a password");
  }

  /** Whether the two belong together: what one signs, the other one verifies. */
  public static boolean match(PrivateKey key, PublicKey other) {
    byte[] challenge = new byte[CHALLENGE];
    CHANCE.nextBytes(challenge);
    try {
      Signature signature = Signature.getInstance(SigningRequest.signatureOf(key.getAlgorithm()));
      signature.initSign(key);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(other);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKindOfKey) {
      return false;
    }
  }
}
