package dev.rekey.activities.testing;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.TlsEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A server that shows a certificate to whoever connects, and may be given another one. */
public final class TlsServer implements AutoCloseable {
  private static final char[] NO_PASSWORD = "none".toCharArray();

  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final ServerSocket socket;
  private volatile SSLContext context;
  private volatile boolean wantsClients;
  private volatile TrustManager @Nullable [] believed;
  private volatile @Nullable Login shown;

  /** Starts one on an address of this machine. */
  public TlsServer(Login first) {
    this(first, InetAddress.getLoopbackAddress(), 0);
  }

  /** Starts one at that address and port; 0 is any. */
  public TlsServer(Login first, InetAddress address, int port) {
    serve(first);
    try {
      socket = new ServerSocket(port, 50, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work.execute(this::listen);
  }

  /** From now on it shows the key and chain of this login. */
  public void serve(Login login) {
    shown = login;
    String pem = login.value().reveal();
    serve(KeyPairs.read(pem), CertificateChain.of(pem));
  }

  /** From now on it shows this. */
  public void serve(PrivateKey key, CertificateChain chain) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "it", key, NO_PASSWORD, chain.certificates().toArray(new X509Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext next = SSLContext.getInstance("TLS");
      next.init(keys.getKeyManagers(), believed, null);
      context = next;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on it lets in only who shows a certificate. */
  public void wantClientCertificates() {
    wantsClients = true;
  }

  /** From now on it lets in only who shows a certificate that this one believes. */
  public void believe(TrustManager manager) {
    wantsClients = true;
    believed = new TrustManager[] {manager};
    serve(Objects.requireNonNull(shown));
  }

  /** Where it is. */
  public int port() {
    return socket.getLocalPort();
  }

  /** It, asked for that name. */
  public TlsEndpoint endpoint(String serverName) {
    return new TlsEndpoint(socket.getInetAddress().getHostAddress(), port(), serverName);
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
                context
                    .getSocketFactory()
                    .createSocket(connection, null, connection.getPort(), true)) {
      tls.setUseClientMode(false);
      tls.setNeedClientAuth(wantsClients);
      tls.startHandshake();
      while (tls.getInputStream().read() >= 0) {
        // whatever is said is not listened to
      }
    } catch (IOException gone) {
      // the client's business
    }
  }

  /** The port refuses connections only when nobody waits for one any more. */
  @Override
  public void close() {
    try {
      socket.close();
      work.shutdownNow();
      if (!work.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("It goes on listening");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
