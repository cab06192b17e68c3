package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

/**
 * A server with a certificate of an authority of its own.
 *
 * @param spec the certificate
 * @param first key and certificate that it began with
 * @param authority who certified the key
 * @param server where it is served
 */
record Edge(TlsCertificate spec, Login first, OwnAuthorityServer authority, TlsServer server)
    implements AutoCloseable {
  private static final List<String> HOSTS = List.of("www.example.org");

  /** One that serves this key; its secret is NAME/tls. */
  static Edge serving(String name, KeyPair keys) {
    OwnAuthorityServer authority = new OwnAuthorityServer();
    CertificateOrder order = CertificateOrder.of(keys, HOSTS);
    Login first =
        HeldCertificate.of(keys, Optional.empty()).with(authority.authority().issue(order)).login();
    TlsServer server = new TlsServer(first);
    TlsCertificate spec =
        new TlsCertificate(
            new SecretId(name + "/tls"),
            name,
            HOSTS,
            KeyType.EC_P256,
            List.of(server.endpoint("www.example.org")),
            Optional.empty(),
            TlsCertificate.RENEW_AT_PERCENT);
    return new Edge(spec, first, authority, server);
  }

  @Override
  public void close() {
    server.close();
    authority.close();
  }
}
