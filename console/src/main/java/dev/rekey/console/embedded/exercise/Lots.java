package dev.rekey.console.embedded.exercise;

import dev.rekey.activities.functions.StoreChoice;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.LedgerLogin;
import dev.rekey.console.embedded.wiring.Foundation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Ledgers that are new each time, on one PostgreSQL: a quick copy of one that is up to date. */
final class Lots {
  private static final String TEMPLATE = "exercise_empty";

  private final DataFolder folder;
  private final LedgerLogin login;
  private int made;

  Lots(DataFolder folder, LedgerLogin login) {
    this.folder = folder;
    this.login = login;
  }

  /**
   * A ledger and a store that nobody used before.
   *
   * @param foundation both of them
   * @param database the ledger's
   */
  record Lot(Foundation foundation, String database) {}

  /** Makes one; several may be in use at once. */
  Lot another() {
    String database = copied();
    return new Lot(open(database), database);
  }

  /** A template is copied while nobody is connected to it, and so by one at a time. */
  private synchronized String copied() {
    if (made == 0) {
      run("CREATE DATABASE " + TEMPLATE);
      open(TEMPLATE).close();
    }
    made++;
    String database = "exercise_" + made;
    run("CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
    return database;
  }

  /** It goes, once nobody uses it. */
  void clear(Lot lot) {
    lot.foundation().close();
    run("DROP DATABASE " + lot.database() + " WITH (FORCE)");
  }

  private Foundation open(String database) {
    return Foundation.open(folder, at(database), StoreChoice.EMBEDDED, Map.of());
  }

  private LedgerLogin at(String database) {
    String server = login.url().substring(0, login.url().lastIndexOf('/') + 1);
    return new LedgerLogin(server + database, login.user(), login.password());
  }

  private void run(String statement) {
    try (Connection connection =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new EnvironmentException(
          "The exercise's ledger refuses a database (SQLSTATE " + e.getSQLState() + ")");
    }
  }
}
