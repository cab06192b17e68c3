package dev.rekey.consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A HikariCP pool whose credential changes under way, without a failed query. A new version is
 * tried out first; then new connections use it, idle old ones are closed and borrowed ones once
 * they are returned; when the last old one is gone, the version is acknowledged.
 *
 * <pre>{@code
 * HikariConfig config = new HikariConfig();
 * config.setJdbcUrl("jdbc:postgresql://db.example.org/orders"); // no user, no password
 *
 * try (RekeyHikari rekey = RekeyHikari.open(config, RekeyClient.fromEnvironment())) {
 *   try (Connection connection = rekey.pool().getConnection()) {
 *     // as always
 *   }
 * }
 * }</pre>
 */
public final class RekeyHikari implements HikariCredentialsProvider, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RekeyHikari.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  /** How often old connections that slipped past an eviction are looked for again, at the least. */
  private static final Duration LONGEST_EVICTION_PAUSE = Duration.ofMinutes(5);

  private final HikariDataSource pool;
  private final CurrentCredential current;
  private final OpenConnections connections;
  private final VersionedDataSource source;
  private final Thread changer;

  private RekeyHikari(HikariDataSource pool, CurrentCredential current, Credential first) {
    this.pool = pool;
    this.current = current;
    this.connections = new OpenConnections(first);
    this.source = new VersionedDataSource(driverOf(pool), connections);
    pool.setDataSource(source);
    pool.setCredentialsProvider(this);
    this.changer = Thread.ofVirtual().name("rekey-hikari").start(() -> follow(first));
  }

  /**
   * Opens a pool.
   *
   * @param config the pool's configuration, with a JDBC URL or a data source, and without user and
   *     password
   * @param client asks for the credential; closed with this
   * @throws DoorException if no credential came within 30 seconds
   * @throws InterruptedException if the thread was interrupted while waiting for it
   */
  public static RekeyHikari open(HikariConfig config, RekeyClient client)
      throws DoorException, InterruptedException {
    HikariDataSource pool = new HikariDataSource();
    config.copyStateTo(pool);
    return attach(pool, client);
  }

  /**
   * Takes over a pool that somebody else made, such as a framework, and that has not opened a
   * connection yet.
   *
   * @param pool the pool, with a JDBC URL or a data source, and without user and password
   * @param client asks for the credential; closed with this
   * @throws DoorException if no credential came within 30 seconds
   * @throws InterruptedException if the thread was interrupted while waiting for it
   */
  public static RekeyHikari attach(HikariDataSource pool, RekeyClient client)
      throws DoorException, InterruptedException {
    CurrentCredential current = CurrentCredential.follow(client);
    boolean attached = false;
    try {
      RekeyHikari rekey = new RekeyHikari(pool, current, current.first(Duration.ofSeconds(30)));
      attached = true;
      return rekey;
    } finally {
      if (!attached) {
        current.close();
      }
    }
  }

  private static DataSource driverOf(HikariDataSource pool) {
    if (pool.getDataSource() != null) {
      return pool.getDataSource();
    }
    if (pool.getJdbcUrl() == null) {
      throw new IllegalArgumentException("The pool needs a JDBC URL or a data source");
    }
    return new DriverDataSource(
        pool.getJdbcUrl(), pool.getDriverClassName(), pool.getDataSourceProperties(), null, null);
  }

  /** The pool. */
  public HikariDataSource pool() {
    return pool;
  }

  /** What connections are opened with now; HikariCP asks. */
  @Override
  public Credentials getCredentials() {
    Credential used = connections.used();
    return Credentials.of(used.identity(), used.reveal());
  }

  private void follow(Credential first) {
    Credential next = first;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        changeTo(next);
        next = next(next);
      }
    } catch (InterruptedException e) {
      LOG.debug("Stopped following the credential of pool {}", pool.getPoolName());
    }
  }

  private Credential next(Credential held) throws InterruptedException {
    while (true) {
      var other = current.otherThan(held, Duration.ofHours(1));
      if (other.isPresent()) {
        return other.get();
      }
    }
  }

  private void changeTo(Credential next) throws InterruptedException {
    if (worksWith(next)) {
      connections.use(next);
      if (evictOthers(next) && current.acknowledge(next)) {
        LOG.info("Pool {} uses version {} alone", pool.getPoolName(), next.version());
      }
    }
  }

  /**
   * Whether a connection was really opened with it; tried until so, or until there is a newer one.
   */
  private boolean worksWith(Credential next) throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    while (current.newest(next)) {
      try {
        source.tryOut(next);
        return true;
      } catch (SQLException e) {
        LOG.warn("Version {} is refused yet (SQLSTATE {})", next.version(), e.getSQLState());
        current.otherThan(next, backoff.next());
      }
    }
    return false;
  }

  /**
   * Whether all connections of other versions are gone; waited for until there is a newer version.
   */
  private boolean evictOthers(Credential used) throws InterruptedException {
    // Again and again: a connection that was being opened during an eviction has slipped past it.
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_EVICTION_PAUSE);
    while (current.newest(used)) {
      if (connections.onlyUsed(Duration.ZERO)) {
        return true;
      }
      evict();
      if (waitForOthers(used, backoff.next())) {
        return true;
      }
    }
    return false;
  }

  private boolean waitForOthers(Credential used, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (current.newest(used) && System.nanoTime() < end) {
      if (connections.onlyUsed(FIRST_PAUSE)) {
        return true;
      }
    }
    return false;
  }

  private void evict() {
    HikariPoolMXBean opened = pool.getHikariPoolMXBean();
    if (opened != null) { // a pool opens with its first connection
      opened.softEvictConnections();
    }
  }

  /** Closes the pool, and stops following. */
  @Override
  public void close() {
    changer.interrupt();
    current.close();
    pool.close();
  }

  /** The pool's name and how many connections it has by version; never a value. */
  @Override
  public String toString() {
    return "RekeyHikari(" + pool.getPoolName() + ", connections " + connections + ")";
  }
}
