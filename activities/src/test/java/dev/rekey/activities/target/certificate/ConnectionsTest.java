package dev.rekey.activities.target.certificate;

import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.credential.TlsEndpoint;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Real sockets of this machine. */
class ConnectionsTest extends TlsNetworkContract {
  private static final String NAME = "www.example.org";

  private final Map<TlsEndpoint, TlsServer> servers = new HashMap<>();

  @AfterEach
  void stop() {
    servers.values().forEach(TlsServer::close);
  }

  @Override
  protected TlsNetwork network() {
    return new Connections(Duration.ofSeconds(10));
  }

  private static HeldCertificate held(CertificateProbe shown) {
    return HeldCertificate.of(shown.keys(), Optional.empty()).with(shown.chain());
  }

  @Override
  protected TlsEndpoint open(CertificateProbe shown) {
    TlsServer server = new TlsServer(held(shown).login());
    servers.put(server.endpoint(NAME), server);
    return server.endpoint(NAME);
  }

  @Override
  protected TlsEndpoint gate(CertificateProbe shown, List<X509Certificate> believed) {
    TlsEndpoint endpoint = open(shown);
    believe(endpoint, believed);
    return endpoint;
  }

  private TlsServer server(TlsEndpoint endpoint) {
    return Optional.ofNullable(servers.get(endpoint)).orElseThrow();
  }

  @Override
  protected void show(TlsEndpoint server, CertificateProbe shown) {
    server(server).serve(held(shown).login());
  }

  @Override
  protected void believe(TlsEndpoint server, List<X509Certificate> believed) {
    server(server).believe(TrusterTest.believing(believed));
  }

  @Override
  protected TlsEndpoint nowhere() {
    return new TlsEndpoint("nowhere.invalid", 443, NAME);
  }

  @Override
  protected TlsEndpoint unserved() {
    TlsServer gone = new TlsServer(held(CertificateProbe.stranger()).login());
    gone.close();
    return gone.endpoint(NAME);
  }

  @Override
  protected String address() {
    return "127.0.0.1";
  }
}
