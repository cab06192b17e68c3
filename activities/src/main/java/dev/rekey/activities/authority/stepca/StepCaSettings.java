package dev.rekey.activities.authority.stepca;

import static dev.rekey.activities.authority.AuthoritySettings.certificates;
import static dev.rekey.activities.authority.AuthoritySettings.required;

import dev.rekey.activities.authority.AuthoritySettings;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * What is to be known of a step-ca, and Rekey's provisioner there.
 *
 * @param address the server, such as {@code https://ca.example.org:9000}
 * @param provisioner the name of a provisioner of the type JWK
 * @param key its private key, as a JSON Web Key of the curve P-256
 * @param roots roots of its certificates and of its own server, as PEM
 * @param ordersPerHour how many orders it is to get from all workers together
 */
record StepCaSettings(
    URI address,
    String provisioner,
    Map<String, Object> key,
    String roots,
    Optional<Integer> ordersPerHour) {
  StepCaSettings {
    AuthoritySettings.address(address, "address");
    required(provisioner, "provisioner");
    signer(required(key, "key"));
    certificates(roots, "roots");
    AuthoritySettings.orders(ordersPerHour);
  }

  static StepCaSettings of(Login login) {
    return AuthoritySettings.read(login, StepCaSettings.class);
  }

  /** The key that its tokens are signed with. */
  PublicJsonWebKey signer() {
    return signer(key);
  }

  private static PublicJsonWebKey signer(Map<String, Object> key) {
    try {
      PublicJsonWebKey signer = PublicJsonWebKey.Factory.newPublicJwk(key);
      if (signer instanceof EllipticCurveJsonWebKey curve
          && curve.getCurveName().equals("P-256")
          && signer.getPrivateKey() != null
          && signer.getKeyId() != null) {
        return signer;
      }
    } catch (JoseException e) {
      // its words may quote the key
    }
    throw new IllegalArgumentException(
        "have a wrong key: it is a private JSON Web Key of the curve P-256, with kid and without a"
            + " password");
  }

  /** What every path begins with. */
  String server() {
    return address.toString().replaceAll("/+$", "");
  }

  List<X509Certificate> anchors() {
    return CertificateChain.read(roots);
  }

  @Override
  public String toString() {
    return "StepCaSettings[address=" + address + ", provisioner=" + provisioner + ", key=***]";
  }
}
