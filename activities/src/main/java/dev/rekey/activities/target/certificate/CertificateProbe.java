package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.KeyType;
import java.net.Socket;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A key and its certificate, with which it is tried who believes the authority that certified it.
 *
 * @param keys the pair
 * @param chain the certificate with those that lead to a root
 */
public record CertificateProbe(KeyPair keys, CertificateChain chain) {
  /** What a version holds; nothing if its key has no certificate. */
  public static Optional<CertificateProbe> of(Login login) {
    HeldCertificate held = HeldCertificate.of(login);
    return held.chain().map(chain -> new CertificateProbe(held.keys(), chain));
  }

  /** One that nobody has a reason to believe: it signed itself just now. */
  static CertificateProbe stranger() {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    return new CertificateProbe(
        keys, new CertificateChain(List.of(SelfSigned.certificate(keys, "CN=Nobody"))));
  }

  /** The probe as what is shown in a handshake, whatever authorities the other side names. */
  Shown shown() {
    return new Shown(this);
  }

  /** Shows the probe, and remembers whether it was asked for. */
  static final class Shown extends X509ExtendedKeyManager {
    private static final String ALIAS = "probe";

    private final CertificateProbe probe;
    private volatile boolean asked;

    private Shown(CertificateProbe probe) {
      this.probe = probe;
    }

    /** Whether the other side wanted to see something. */
    boolean asked() {
      return asked;
    }

    private String alias() {
      asked = true;
      return ALIAS;
    }

    /** The JDK asks by kind of key, one after the other, and takes the first that it gets. */
    private @Nullable String alias(String... kinds) {
      asked = true;
      String own = probe.keys().getPublic().getAlgorithm();
      for (String kind : kinds) {
        if (kind.equals(own) || kind.startsWith(own + "_")) {
          return ALIAS;
        }
      }
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias(kinds);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] kinds, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias(kinds);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias(kind);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String kind, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias(kind);
    }

    @Override
    public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
      return new String[] {alias()};
    }

    @Override
    public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
      return new String[] {alias()};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return probe.chain().certificates().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return probe.keys().getPrivate();
    }
  }
}
