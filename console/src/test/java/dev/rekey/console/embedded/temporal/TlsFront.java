package dev.rekey.console.embedded.temporal;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.TlsEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Stands before a Temporal server and lets in only who shows a certificate of one authority that it
 * was not told to refuse.
 */
final class TlsFront implements AutoCloseable {
  private static final char[] NO_PASSWORD = "none".toCharArray();

  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<SSLSocket, String> open = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final String behind;
  private final SSLServerSocket socket;

  TlsFront(String behind, Login shown, Collection<X509Certificate> roots) {
    this.behind = behind;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(shown).getKeyManagers(), new TrustManager[] {new Doorkeeper(roots)}, null);
      socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setNeedClientAuth(true);
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work.execute(this::listen);
  }

  private static KeyManagerFactory keys(Login shown) throws GeneralSecurityException, IOException {
    String pem = shown.value().reveal();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "it",
        KeyPairs.read(pem),
        NO_PASSWORD,
        CertificateChain.of(pem).certificates().toArray(new X509Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys;
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  TlsEndpoint endpoint() {
    return TlsEndpoint.of(address());
  }

  /** From now on nobody is let in who shows this, and who did is sent away. */
  void refuse(CertificateChain chain) {
    refused.add(serial(chain.leaf()));
    open.forEach(
        (connection, serial) -> {
          if (refused.contains(serial)) {
            close(connection);
          }
        });
  }

  /** Whether somebody is let in now who shows this. */
  boolean serves(CertificateChain chain) {
    return open.containsValue(serial(chain.leaf()));
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  /** Believes the authority, and remembers whom not to let in all the same. */
  private final class Doorkeeper implements X509TrustManager {
    private final X509TrustManager chains;

    Doorkeeper(Collection<X509Certificate> roots) throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate root : roots) {
        store.setCertificateEntry("root-" + store.size(), root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      chains = (X509TrustManager) trust.getTrustManagers()[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      chains.checkClientTrusted(chain, kind);
      if (refused.contains(serial(chain[0]))) {
        throw new CertificateException("It was revoked");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      throw new CertificateException("This is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return chains.getAcceptedIssuers();
    }
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        SSLSocket connection = (SSLSocket) socket.accept();
        work.execute(() -> let(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void let(SSLSocket connection) {
    List<String> place = List.of(behind.split(":"));
    try (connection;
        Socket server = new Socket(place.getFirst(), Integer.parseInt(place.getLast()))) {
      connection.startHandshake();
      X509Certificate shown = (X509Certificate) connection.getSession().getPeerCertificates()[0];
      open.put(connection, serial(shown));
      work.execute(() -> pass(server, connection));
      copy(connection.getInputStream(), server.getOutputStream());
    } catch (IOException gone) {
      // the client's business
    } finally {
      open.remove(connection);
    }
  }

  private static void pass(Socket server, SSLSocket connection) {
    try {
      copy(server.getInputStream(), connection.getOutputStream());
    } catch (IOException gone) {
      // the client's business
    }
    close(connection);
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] some = new byte[16_384];
    int read = from.read(some);
    while (read >= 0) {
      to.write(some, 0, read);
      to.flush();
      read = from.read(some);
    }
  }

  private static void close(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who is let in now, by what they show. */
  Set<String> shown() {
    return open.values().stream().collect(Collectors.toSet());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.keySet().forEach(TlsFront::close);
    work.shutdownNow();
  }
}
