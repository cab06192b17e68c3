package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a certificate is served. Every address behind the host is looked at.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param serverName the name that a client asks for (SNI), which the certificate must cover
 */
public record TlsEndpoint(String host, int port, String serverName) {
  private static final Pattern TEXT =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:=\\[\\]]+)(?::(\\d{1,5}))?(?:=(.+))?");
  private static final int HTTPS = 443;

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public TlsEndpoint {
    if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
      throw new IllegalArgumentException("An endpoint needs a host");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("A port lies between 1 and 65535");
    }
    if (!TlsNames.isHost(serverName)) {
      throw new IllegalArgumentException(
          "An endpoint is asked for a name without a wildcard: write "
              + host
              + ":"
              + port
              + "=www.example.org");
    }
  }

  /**
   * Reads {@code host}, {@code host:port}, or either with {@code =name}.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static TlsEndpoint of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "An endpoint is written host:port, or host:port=name where clients ask for another name");
    }
    String host = parts.group(1).replaceAll("[\\[\\]]", "");
    int port = parts.group(2) == null ? HTTPS : Integer.parseInt(parts.group(2));
    return new TlsEndpoint(host, port, parts.group(3) == null ? host : parts.group(3));
  }

  /** For people and evidence. */
  @JsonIgnore
  public String name() {
    String shown = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    return host.equals(serverName) ? shown : shown + "=" + serverName;
  }
}
