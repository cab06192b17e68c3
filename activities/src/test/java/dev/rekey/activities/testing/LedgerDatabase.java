package dev.rekey.activities.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.ledger.Ledger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A ledger of a test's own: a fresh database in the one PostgreSQL that this JVM starts. */
public final class LedgerDatabase implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String name = "ledger_" + DATABASES.incrementAndGet();
  private final HikariDataSource pool;
  private final Ledger ledger;

  /** Makes the database, and opens it as a ledger. */
  public LedgerDatabase() {
    run("CREATE DATABASE " + name + " TEMPLATE " + Server.TEMPLATE);
    pool = pool(Server.RUNNING.getJdbcUrl("postgres", name));
    ledger = Ledger.open(pool);
  }

  /** The ledger. */
  public Ledger ledger() {
    return ledger;
  }

  /** Its pool of connections. */
  public DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    run("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static void run(String statement) {
    run(Server.RUNNING, statement);
  }

  private static void run(EmbeddedPostgres server, String statement) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Started by the first test that needs it; stops with the JVM. */
  private static final class Server {
    /** Brought up to date once, so that each test's database is a quick copy. */
    private static final String TEMPLATE = "empty_ledger";

    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        run(server, "CREATE DATABASE " + TEMPLATE);
        try (HikariDataSource pool = pool(server.getJdbcUrl("postgres", TEMPLATE))) {
          Ledger.open(pool);
        }
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
