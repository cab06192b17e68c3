package dev.rekey.console.embedded.ledger;

import dev.rekey.activities.ledger.LedgerAddress;
import dev.rekey.console.embedded.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the ledger is, and how to log in there.
 *
 * @param url the JDBC URL, without user and password
 * @param user the login role
 * @param password its password; never printed
 */
public record LedgerLogin(String url, String user, String password) {
  /**
   * An external ledger, as the operator names it. The password comes from the file in {@code
   * REKEY_LEDGER_PASSWORD_FILE}, or from {@code REKEY_LEDGER_PASSWORD}: never from the URL, since
   * command lines are public on a machine.
   *
   * @throws EnvironmentException if something is missing, or TLS is
   */
  public static LedgerLogin external(String url, Map<String, String> environment) {
    LedgerAddress.fault(url)
        .ifPresent(
            fault -> {
              throw new EnvironmentException(fault);
            });
    String user = environment.getOrDefault("REKEY_LEDGER_USER", "rekey");
    return new LedgerLogin(url, user, password(environment));
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
