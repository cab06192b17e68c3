package dev.rekey.console.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the door stands.
 *
 * @param address an IP address or host name of this machine
 * @param port 0 to 65535; 0 for any that is free
 * @param tls with what it proves who it is; required for every address but loopback
 * @param largestBody how many bytes a request may have
 */
public record DoorSettings(String address, int port, Optional<TlsSettings> tls, int largestBody) {
  private static final int LARGEST_BODY = 256 * 1024;

  /**
   * Checks that no token will travel in the clear.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public DoorSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port lies between 0 and 65535");
    }
    if (tls.isEmpty() && !loopback(address)) {
      throw new IllegalArgumentException(
          "The door listens on "
              + address
              + ", which others can reach, so it needs TLS: give it a certificate and a key, or use 127.0.0.1");
    }
  }

  /** On this machine only, without TLS. */
  public static DoorSettings loopback(int port) {
    return new DoorSettings("127.0.0.1", port, Optional.empty(), LARGEST_BODY);
  }

  /** At an address, with TLS or without. */
  public static DoorSettings at(String address, int port, Optional<TlsSettings> tls) {
    return new DoorSettings(address, port, tls, LARGEST_BODY);
  }

  /** The host by which this machine itself reaches the door. */
  String host() {
    try {
      if (InetAddress.getByName(address).isAnyLocalAddress()) {
        return "localhost";
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No address of this machine: " + address, e);
    }
    return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
  }

  private static boolean loopback(String address) {
    try {
      InetAddress[] all = InetAddress.getAllByName(address);
      boolean every = !address.isBlank();
      for (InetAddress one : all) {
        every &= one.isLoopbackAddress();
      }
      return every;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No address of this machine: " + address, e);
    }
  }
}
