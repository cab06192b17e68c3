package dev.rekey.console.embedded.rollover;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server that reads what Rekey delivered at each connection: its certificate, and, if it lets in
 * only whom it believes, the roots.
 */
final class DeliveredServer implements AutoCloseable {
  private static final char[] NO_PASSWORD = "none".toCharArray();

  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final ServerSocket socket;
  private final Path certificate;
  private final Optional<Path> roots;

  DeliveredServer(Path certificate, Optional<Path> roots) {
    this.certificate = certificate;
    this.roots = roots;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work.execute(this::listen);
  }

  /** It, asked for www.example.org. */
  String endpoint() {
    return "127.0.0.1:" + socket.getLocalPort() + "=www.example.org";
  }

  /** The serial number of what it has. */
  String serial() throws IOException {
    return CertificateChain.of(Files.readString(certificate)).serial();
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        work.execute(() -> shake(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void shake(Socket connection) {
    try (connection;
        SSLSocket tls =
            (SSLSocket)
                context()
                    .getSocketFactory()
                    .createSocket(connection, null, connection.getPort(), true)) {
      tls.setUseClientMode(false);
      tls.setNeedClientAuth(roots.isPresent());
      tls.startHandshake();
      while (tls.getInputStream().read() >= 0) {
        // whatever is said is not listened to
      }
    } catch (IOException | GeneralSecurityException gone) {
      // the client's business
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(), roots.isPresent() ? believing(roots.get()) : null, null);
    return context;
  }

  private KeyManager[] keys() throws IOException, GeneralSecurityException {
    String pem = Files.readString(certificate);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "it",
        KeyPairs.read(pem),
        NO_PASSWORD,
        CertificateChain.of(pem).certificates().toArray(new X509Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static TrustManager[] believing(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate root : CertificateChain.read(Files.readString(pem))) {
      store.setCertificateEntry("root-" + store.size(), root);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    work.shutdownNow();
  }
}
