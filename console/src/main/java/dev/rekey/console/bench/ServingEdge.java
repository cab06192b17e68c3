package dev.rekey.console.bench;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A TLS server that shows for each name what lies in that name's folder at this moment. */
final class ServingEdge implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final SSLServerSocket socket;

  /** Starts one; the pair of NAME is in {@code NAME.tls} below this folder. */
  ServingEdge(Path folder) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Pairs(folder)}, null, null);
      socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK speaks TLS");
    }
    work.execute(this::listen);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        work.execute(() -> shake((SSLSocket) connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void shake(SSLSocket connection) {
    try (connection) {
      connection.startHandshake();
      while (connection.getInputStream().read() >= 0) {
        // whatever is said is not listened to
      }
    } catch (IOException gone) {
      // the client's business
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      work.shutdownNow();
    }
  }

  /** The name that is asked for is the alias of its pair. */
  private static final class Pairs extends X509ExtendedKeyManager {
    private final Path folder;

    Pairs(Path folder) {
      this.folder = folder;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      return keyType.equals("EC")
              && ((SSLSocket) socket).getHandshakeSession() instanceof ExtendedSSLSession session
          ? session.getRequestedServerNames().stream()
              .filter(SNIHostName.class::isInstance)
              .map(name -> ((SNIHostName) name).getAsciiName())
              .findFirst()
              .orElse(null)
          : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return CertificateChain.of(read(alias)).certificates().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return KeyPairs.read(read(alias));
    }

    private String read(String alias) {
      try {
        return Files.readString(folder.resolve(alias + ".tls").resolve("tls.pem"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
