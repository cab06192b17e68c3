package dev.rekey.console.bench;

import java.sql.Array;
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
  private static final String LOOK =
      """
      SELECT (SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname = ANY (?)),
        (SELECT count(*) FROM pg_stat_activity WHERE usename = ANY (?))\
      """;

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

  /** Looks again and again until nobody may log in and no session is left. */
  Gone awaitGone(long start) throws SQLException {
    double refused = -1;
    try (Connection admin = database.admin();
        PreparedStatement look = admin.prepareStatement(LOOK)) {
      Array names = admin.createArrayOf("name", users.toArray());
      look.setArray(1, names);
      look.setArray(2, names);
      while (System.nanoTime() - start < PATIENCE_NANOS) {
        try (ResultSet row = look.executeQuery()) {
          row.next();
          double now = (System.nanoTime() - start) / 1e9;
          refused = refused < 0 && row.getLong(1) == 0 ? now : refused;
          if (refused >= 0 && row.getLong(2) == 0) {
            return new Gone(refused, now);
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
