package dev.rekey.console.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** A live session for each of some credentials, and a look at them that is not Rekey's. */
final class LiveSessions implements AutoCloseable {
  private static final int OPENERS = 8;
  private static final long LOOK_NANOS = 20_000_000;
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final String ABLE =
      "SELECT count(*) FROM pg_authid WHERE rolcanlogin AND rolname = ANY (?)";
  private static final String LOGGED_IN =
      "WITH users AS MATERIALIZED (SELECT oid FROM pg_authid WHERE rolname = ANY (?))"
          + " SELECT count(*) FROM pg_stat_get_activity(NULL) WHERE usesysid IN (SELECT oid FROM users)";

  private final BenchDatabase database;
  private final List<String> users;
  private final List<Connection> sessions = new ArrayList<>();

  private LiveSessions(BenchDatabase database, List<String> users) {
    this.database = database;
    this.users = users;
  }

  /** When the last one was refused, and when the last session was gone, in seconds from a start. */
  record Gone(double refused, double sessions) {}

  /** Opens one for each of the credentials {@code from} to {@code to}, exclusive. */
  static LiveSessions open(BenchDatabase database, int from, int to)
      throws InterruptedException, ExecutionException {
    LiveSessions live = new LiveSessions(database, BenchDatabase.users(from, to));
    List<Callable<Connection>> logins = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int number = i;
      logins.add(() -> database.session(number));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(OPENERS)) {
      for (Future<Connection> session : threads.invokeAll(logins)) {
        live.sessions.add(session.get());
      }
    }
    return live;
  }

  List<String> users() {
    return users;
  }

  /**
   * Looks again and again until nobody may log in, and then until no session is left: one thing at
   * a time, so that looking costs the server little.
   */
  Gone awaitGone(long start) throws SQLException {
    try (Connection admin = database.admin()) {
      double refused = awaitNone(admin, ABLE, start);
      return new Gone(refused, awaitNone(admin, LOGGED_IN, start));
    }
  }

  /** Seconds from the start until none is counted. */
  private double awaitNone(Connection admin, String count, long start) throws SQLException {
    try (PreparedStatement look = admin.prepareStatement(count)) {
      look.setArray(1, admin.createArrayOf("name", users.toArray()));
      while (System.nanoTime() - start < PATIENCE_NANOS) {
        try (ResultSet row = look.executeQuery()) {
          row.next();
          if (row.getLong(1) == 0) {
            return (System.nanoTime() - start) / 1e9;
          }
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    throw new IllegalStateException("They were not contained within five minutes");
  }

  @Override
  public void close() {
    for (Connection session : sessions) {
      try {
        session.close();
      } catch (SQLException e) {
        // it was ended from the other side, which is what this is about
      }
    }
  }
}
