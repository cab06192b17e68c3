package dev.rekey.activities.http;

import java.net.URI;
import java.util.Optional;

/** Which addresses may be called: https anywhere, http on this machine. */
public final class Address {
  /** A URI keeps the brackets of an IPv6 address. */
  private static final String LOOPBACK = "localhost|\\[::1]|127(\\.\\d{1,3}){3}";

  private Address() {}

  /** What speaks against calling an address, if anything does: a part of a sentence. */
  public static Optional<String> fault(URI url) {
    String host = Optional.ofNullable(url.getHost()).orElse("");
    boolean plain = "http".equals(url.getScheme()) && loopback(host);
    if (host.isEmpty() || !(plain || "https".equals(url.getScheme()))) {
      return Optional.of("address is not https (http only on loopback)");
    }
    return Optional.empty();
  }

  /** Whether a host's name can only mean this machine. */
  public static boolean loopback(String host) {
    return host.matches(LOOPBACK);
  }
}
