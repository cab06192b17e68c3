package dev.rekey.console.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports on the loopback address that nobody listens on. */
public final class FreePort {
  private FreePort() {}

  /** The wanted port if it is free, else any free one. */
  public static int preferably(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException(e);
      }
      return preferably(0);
    }
  }

  /**
   * Passes if a port can be listened on; 0 always can.
   *
   * @throws EnvironmentException if somebody else listens there
   */
  static void require(int port) {
    if (preferably(port) != port && port != 0) {
      throw new EnvironmentException(
          "Port "
              + port
              + " is taken by another program; name another one with --port (0: any free one)");
    }
  }
}
