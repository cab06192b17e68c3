package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One address of a PostgreSQL database.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param database the database's name
 * @param replica whether it is a read-only copy
 * @param rootCertificate a PEM file to check the server against; without one, the JDK's trust
 *     store. TLS with a checked host name is required for every host but loopback.
 */
public record PostgresEndpoint(
    String host, int port, String database, boolean replica, Optional<String> rootCertificate) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");
  private static final Pattern LOOPBACK_NET = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Pattern NOT_IN_A_HOST = Pattern.compile("[\\s/?&#]");

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public PostgresEndpoint {
    if (host.isBlank() || NOT_IN_A_HOST.matcher(host).find() || database.isBlank()) {
      throw new IllegalArgumentException("An endpoint needs a host and a database");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("A port lies between 1 and 65535");
    }
  }

  /** Whether traffic to it never leaves this machine. */
  @JsonIgnore
  public boolean loopback() {
    return LOOPBACK.contains(host) || LOOPBACK_NET.matcher(host).matches();
  }

  /** Another database of the same server. */
  public PostgresEndpoint in(String other) {
    return new PostgresEndpoint(host, port, other, replica, rootCertificate);
  }

  /** For people and evidence: {@code host:port/database}. */
  @JsonIgnore
  public String name() {
    return host + ":" + port + "/" + database;
  }
}
