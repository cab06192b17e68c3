package dev.rekey.activities.target.certificate;

import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.TlsNames;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * The network itself: each look is a connection of its own.
 *
 * @param patience how long an address may take for its answer
 */
public record Connections(Duration patience) implements TlsNetwork {
  @Override
  public List<String> addresses(TlsEndpoint endpoint) {
    try {
      return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
          .map(InetAddress::getHostAddress)
          .toList();
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  @Override
  public Sight served(TlsEndpoint endpoint, String address) {
    try {
      return new Handshake(patience).at(endpoint, InetAddress.getByName(address)).sight();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An address is no name", e);
    }
  }

  @Override
  public Answer knock(
      TlsEndpoint endpoint, String address, CertificateProbe probe, List<String> protocols) {
    CertificateProbe.Shown shown = probe.shown();
    int limit = (int) patience.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, endpoint.port()), limit);
      plain.setSoTimeout(limit);
      Knock knock = new Knock(plain, engine(endpoint, shown, protocols));
      knock.shake();
      if (!shown.asked()) {
        return new Answer(Verdict.NOT_ASKED, "asks nobody for a certificate");
      }
      knock.lastWord();
      return new Answer(Verdict.LET_IN, "");
    } catch (SocketTimeoutException e) {
      return new Answer(Verdict.NOT_ASKED, "did not answer within " + patience.toSeconds() + " s");
    } catch (SSLException e) {
      return shown.asked() && String.valueOf(e.getMessage()).contains("Received fatal alert")
          ? new Answer(Verdict.REFUSED, "")
          : new Answer(Verdict.NOT_ASKED, "does not speak TLS as it should");
    } catch (EOFException e) {
      return new Answer(Verdict.NOT_ASKED, "ended the connection without a word");
    } catch (IOException e) {
      return new Answer(Verdict.NOT_ASKED, "refuses connections, or broke this one");
    }
  }

  private static SSLEngine engine(
      TlsEndpoint endpoint, CertificateProbe.Shown shown, List<String> protocols) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {shown}, new TrustManager[] {new Unjudged()}, new SecureRandom());
      SSLEngine engine = context.createSSLEngine(endpoint.serverName(), endpoint.port());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setApplicationProtocols(protocols.toArray(new String[0]));
      if (!TlsNames.isAddress(endpoint.serverName())) {
        parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName())));
      }
      engine.setSSLParameters(parameters);
      return engine;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK speaks TLS");
    }
  }
}
