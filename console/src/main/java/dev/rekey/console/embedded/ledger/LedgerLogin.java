package dev.rekey.console.embedded.ledger;

import dev.rekey.console.embedded.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Where the ledger is, and how to log in there.
 *
 * @param url the JDBC URL, without user and password
 * @param user the login role
 * @param password its password; never printed
 */
public record LedgerLogin(String url, String user, String password) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * An external ledger, as the operator names it. The password comes from the file in {@code
   * REKEY_LEDGER_PASSWORD_FILE}, or from {@code REKEY_LEDGER_PASSWORD}: never from the URL, since
   * command lines are public on a machine.
   *
   * @throws EnvironmentException if something is missing, or TLS is
   */
  public static LedgerLogin external(String url, Map<String, String> environment) {
    URI parsed = parsed(url);
    String query = parsed.getQuery() == null ? "" : parsed.getQuery();
    if (query.contains("password=") || parsed.getUserInfo() != null) {
      throw new EnvironmentException(
          "The ledger's URL holds a password; put it into a file and name that in"
              + " REKEY_LEDGER_PASSWORD_FILE");
    }
    if (!LOOPBACK.contains(parsed.getHost()) && !query.contains("sslmode=verify-full")) {
      throw new EnvironmentException(
          "A ledger on another machine needs TLS: add sslmode=verify-full to its URL");
    }
    String user = environment.getOrDefault("REKEY_LEDGER_USER", "rekey");
    return new LedgerLogin(url, user, password(environment));
  }

  private static URI parsed(String url) {
    if (url.startsWith("jdbc:postgresql://")) {
      try {
        return URI.create(url.substring("jdbc:".length()));
      } catch (IllegalArgumentException e) {
        // falls through: the sentence is the same
      }
    }
    throw new EnvironmentException(
        "The ledger's URL is not of the form jdbc:postgresql://host:port/database");
  }

  private static String password(Map<String, String> environment) {
    String file = environment.get("REKEY_LEDGER_PASSWORD_FILE");
    if (file == null) {
      return environment.getOrDefault("REKEY_LEDGER_PASSWORD", "");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new EnvironmentException("The ledger's password file " + file + " cannot be read");
    }
  }

  @Override
  public String toString() {
    return "LedgerLogin(" + user + " at " + url + ")";
  }
}
