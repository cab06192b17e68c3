package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.target.certificate.TlsNetwork.Shown;
import dev.rekey.activities.target.certificate.TlsNetwork.Sight;
import dev.rekey.activities.target.certificate.TlsNetwork.Silent;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.TlsNames;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Connects to one address as a client does, to see which certificate is really served there. The
 * server proves in the handshake that it has the key. Nothing is sent over the connection.
 */
record Handshake(Duration patience) {
  Served at(TlsEndpoint endpoint, InetAddress address) {
    String shown = address.getHostAddress();
    Unjudged sighting = new Unjudged();
    try (Socket plain = new Socket()) {
      int limit = (int) patience.toMillis();
      plain.connect(new InetSocketAddress(address, endpoint.port()), limit);
      plain.setSoTimeout(limit);
      try (SSLSocket tls = over(plain, endpoint, sighting)) {
        tls.startHandshake();
      }
    } catch (SocketTimeoutException e) {
      return Served.silent(endpoint, shown, "did not answer within " + patience.toSeconds() + " s");
    } catch (ConnectException e) {
      return Served.silent(endpoint, shown, "refuses connections");
    } catch (SSLException e) {
      return new Served(endpoint, shown, afterAlert(e, sighting));
    } catch (IOException e) {
      return Served.silent(endpoint, shown, "ended the connection");
    }
    return new Served(
        endpoint,
        shown,
        sighting.seen().<Sight>map(Shown::new).orElse(new Silent("showed no certificate")));
  }

  /**
   * A server that wants to see a certificate of ours, or an application protocol, ends the
   * connection after it proved itself.
   */
  private static Sight afterAlert(SSLException failure, Unjudged sighting) {
    boolean itsWish = String.valueOf(failure.getMessage()).contains("Received fatal alert");
    Optional<CertificateChain> seen = sighting.seen();
    if (seen.isPresent() && itsWish) {
      return new Shown(seen.get());
    }
    return new Silent(
        seen.isPresent()
            ? "showed a certificate and did not prove that it has its key"
            : "does not speak TLS as it should");
  }

  private static SSLSocket over(Socket plain, TlsEndpoint endpoint, Unjudged sighting)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context(sighting)
                .getSocketFactory()
                .createSocket(plain, endpoint.serverName(), endpoint.port(), true);
    if (!TlsNames.isAddress(endpoint.serverName())) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName())));
      tls.setSSLParameters(parameters);
    }
    return tls;
  }

  /** A new one each time, so that no session is resumed: then no certificate would be shown. */
  private static SSLContext context(Unjudged sighting) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {sighting}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK speaks TLS");
    }
  }
}
