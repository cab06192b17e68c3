package dev.rekey.activities.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The rule for the ledger's JDBC URL: on another machine TLS with a checked name, and never a
 * password. What the driver makes of the URL is what counts: a word may stand there twice, or as
 * part of another.
 */
public final class LedgerAddress {
  private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");
  private static final Set<String> CHECKING =
      Set.of("", "org.postgresql.ssl.LibPQFactory", "org.postgresql.ssl.DefaultJavaSSLFactory");

  private static final String PASSWORD =
      "The ledger's URL holds a password; put it into a file and name that in"
          + " REKEY_LEDGER_PASSWORD_FILE";

  private LedgerAddress() {}

  /** What is wrong with a URL, in one sentence; nothing if it may be used. */
  public static Optional<String> fault(String url) {
    String prefix = "jdbc:postgresql://";
    if (url.startsWith(prefix)
        && url.substring(prefix.length()).split("[/?]", 2)[0].contains("@")) {
      return Optional.of(PASSWORD);
    }
    Properties meant = url.startsWith(prefix) ? parsed(url) : null;
    if (meant == null) {
      return Optional.of(
          "The ledger's URL is not of the form jdbc:postgresql://host:port/database");
    }
    if (PGProperty.PASSWORD.getOrDefault(meant) != null
        || PGProperty.SSL_PASSWORD.getOrDefault(meant) != null) {
      return Optional.of(PASSWORD);
    }
    return loopback(meant) || checked(meant)
        ? Optional.empty()
        : Optional.of("A ledger on another machine needs TLS: add sslmode=verify-full to its URL");
  }

  private static @Nullable Properties parsed(String url) {
    return Driver.parseURL(url, new Properties());
  }

  private static boolean loopback(Properties meant) {
    String hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(meant));
    return List.of(hosts.split(",", -1)).stream()
        .allMatch(host -> LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}"));
  }

  private static boolean checked(Properties meant) {
    return "verify-full".equals(PGProperty.SSL_MODE.getOrDefault(meant))
        && CHECKING.contains(
            Optional.ofNullable(PGProperty.SSL_FACTORY.getOrDefault(meant)).orElse(""))
        && PGProperty.SSL_HOSTNAME_VERIFIER.getOrDefault(meant) == null;
  }
}
