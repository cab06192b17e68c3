package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Roots that consumers believe, as they are delivered.
 *
 * @param pem what is in the file
 */
public record Bundle(String pem) {
  /** More turns than any handshake takes. */
  private static final int TURNS = 100;

  /** Whether who believes these and no others accepts the probe now, in a real handshake. */
  public boolean accepts(CertificateProbe probe, Instant now) {
    try {
      SSLContext server = SSLContext.getInstance("TLS");
      server.init(
          new KeyManager[] {probe.shown()},
          new TrustManager[] {new Unjudged()},
          new SecureRandom());
      SSLContext client = SSLContext.getInstance("TLS");
      client.init(null, believing(now), new SecureRandom());
      return shake(client.createSSLEngine(), server.createSSLEngine());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private TrustManager[] believing(Instant now) throws GeneralSecurityException {
    Set<TrustAnchor> roots =
        CertificateChain.read(pem).stream()
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toSet());
    PKIXBuilderParameters rules = new PKIXBuilderParameters(roots, new X509CertSelector());
    rules.setRevocationEnabled(false); // it is read back where it is told
    rules.setDate(Date.from(now));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(rules));
    return trust.getTrustManagers();
  }

  private static boolean shake(SSLEngine client, SSLEngine server) {
    client.setUseClientMode(true);
    server.setUseClientMode(false);
    ByteBuffer toServer = ByteBuffer.allocate(client.getSession().getPacketBufferSize() * 2);
    ByteBuffer toClient = ByteBuffer.allocate(client.getSession().getPacketBufferSize() * 2);
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        boolean clientDone = speak(client, toClient, toServer);
        boolean serverDone = speak(server, toServer, toClient);
        if (clientDone && serverDone) {
          return true;
        }
      }
      return false;
    } catch (SSLException refused) {
      return false;
    }
  }

  /** Hears what is there, and says what is to be said; true once the handshake is over. */
  private static boolean speak(SSLEngine engine, ByteBuffer heard, ByteBuffer said)
      throws SSLException {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    ByteBuffer text = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_UNWRAP
        || engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
      heard.flip();
      if (heard.hasRemaining()) {
        engine.unwrap(heard, text);
      }
      heard.compact();
    }
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
    if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP
        || engine.getSession().getProtocol().equals("NONE")) {
      engine.wrap(nothing, said);
    }
    return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("NONE");
  }
}
