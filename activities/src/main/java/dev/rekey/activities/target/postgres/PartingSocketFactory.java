package dev.rekey.activities.target.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets whose closing waits, for at most a second, until the server has closed its side. A
 * backend does so after it has left {@code pg_stat_activity}; so a login that we tried is never
 * mistaken for somebody's use of the credential. The driver makes it by name.
 */
public final class PartingSocketFactory extends SocketFactory {
  private static final int PATIENCE_MS = 1000;
  private static final int BUFFER = 512;

  /** For the driver. */
  public PartingSocketFactory() {}

  @Override
  public Socket createSocket() {
    return new PartingSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  private static final class PartingSocket extends Socket {
    private boolean parting;

    @Override
    public void close() throws IOException {
      if (!parting && isConnected() && !isInputShutdown()) {
        parting = true;
        awaitServer();
      }
      super.close();
    }

    private void awaitServer() {
      try {
        setSoTimeout(PATIENCE_MS);
        shutdownOutput();
        byte[] rest = new byte[BUFFER];
        while (getInputStream().read(rest) >= 0) {
          // what the server still had to say
        }
      } catch (IOException e) {
        parting = true; // gone already, or too slow: either way we close
      }
    }
  }
}
