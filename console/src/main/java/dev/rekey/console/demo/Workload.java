package dev.rekey.console.demo;

import com.zaxxer.hikari.HikariConfig;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.consumer.DoorException;
import dev.rekey.consumer.RekeyClient;
import dev.rekey.consumer.RekeyHikari;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A service that never pauses: four threads on a HikariCP pool, inserting and selecting. */
final class Workload implements AutoCloseable {
  /** How many threads and connections. */
  static final int THREADS = 4;

  /** SQLSTATE class 28: invalid authorisation specification (PostgreSQL, appendix A). */
  private static final String REFUSED = "28";

  private final RekeyHikari rekey;
  private final AtomicLong queries = new AtomicLong();
  private final AtomicLong authFailures = new AtomicLong();
  private final AtomicLong otherFailures = new AtomicLong();
  private final List<Thread> threads;
  private volatile boolean stopped;

  private Workload(RekeyHikari rekey) {
    this.rekey = rekey;
    this.threads =
        IntStream.range(0, THREADS).mapToObj(i -> Thread.ofPlatform().start(this::run)).toList();
  }

  /**
   * Starts it.
   *
   * @throws EnvironmentException if no credential comes from the door
   */
  static Workload start(String url, RekeyClient client) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url + "?ApplicationName=checkout"); // no user, no password
    config.setMaximumPoolSize(THREADS);
    try {
      return new Workload(RekeyHikari.open(config, client));
    } catch (DoorException e) {
      throw new EnvironmentException("The demo's workload got no credential from the door");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted");
    }
  }

  private void run() {
    while (!stopped) {
      try (Connection connection = rekey.pool().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO line (article) VALUES ('tea')");
        queries.incrementAndGet();
        statement.execute("SELECT article, pg_sleep(0.005) FROM line ORDER BY id DESC LIMIT 1");
        queries.incrementAndGet();
      } catch (SQLException e) {
        if (!stopped) {
          (refused(e) ? authFailures : otherFailures).incrementAndGet();
        }
      }
    }
  }

  /** Whether a login was refused; a pool wraps what the driver says. */
  private static boolean refused(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && startsRefused(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsRefused(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith(REFUSED);
  }

  long queries() {
    return queries.get();
  }

  long authFailures() {
    return authFailures.get();
  }

  long otherFailures() {
    return otherFailures.get();
  }

  @Override
  public void close() {
    stopped = true;
    threads.forEach(Workload::join);
    rekey.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
