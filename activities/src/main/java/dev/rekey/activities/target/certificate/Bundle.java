package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
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

  /** Whether who believes these and no others accepts the probe, in a real handshake. */
  public boolean accepts(CertificateProbe probe) {
    try {
      SSLContext server = SSLContext.getInstance("TLS");
      server.init(
          new KeyManager[] {probe.shown()},
          new TrustManager[] {new Unjudged()},
          new SecureRandom());
      SSLContext client = SSLContext.getInstance("TLS");
      client.init(null, believing(), new SecureRandom());
      return shake(client.createSSLEngine(), server.createSSLEngine());
    } catch (GeneralSecurityException | IOException e) {
      return false;
    }
  }

  private TrustManager[] believing() throws GeneralSecurityException, IOException {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    for (X509Certificate root : CertificateChain.read(pem)) {
      roots.setCertificateEntry("root-" + roots.size(), root);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
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
