package dev.rekey.console.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.util.PasswordUtil;

/**
 * Floor 1: set a SCRAM verifier and log in with its password, over plain JDBC, and nothing else.
 */
final class JdbcFloor {
  private static final String ROLE = "floor_";

  private final BenchDatabase database;

  JdbcFloor(BenchDatabase database) {
    this.database = database;
  }

  /** How many a second with so many connections. */
  double perSecond(int connections, int times)
      throws SQLException, InterruptedException, ExecutionException {
    prepare(connections);
    AtomicInteger left = new AtomicInteger(times);
    long start = System.nanoTime();
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      String role = ROLE + i;
      work.add(() -> loop(role, left));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (Future<Integer> done : threads.invokeAll(work)) {
        done.get();
      }
    }
    return times / ((System.nanoTime() - start) / 1e9);
  }

  private int loop(String role, AtomicInteger left) throws SQLException {
    int done = 0;
    try (Connection admin = database.admin()) {
      while (left.getAndDecrement() > 0) {
        change(admin, role);
        done++;
      }
    }
    return done;
  }

  private void change(Connection admin, String role) throws SQLException {
    String password = UUID.randomUUID().toString();
    String verifier = PasswordUtil.encodePassword(role, password.toCharArray(), "scram-sha-256");
    execute(admin, "ALTER ROLE " + role + " PASSWORD '" + verifier + "'");
    try (Connection login = DriverManager.getConnection(database.url(), role, password)) {
      execute(login, "SELECT 1");
    }
  }

  private void prepare(int connections) throws SQLException {
    try (Connection admin = database.admin()) {
      for (int i = 0; i < connections; i++) {
        execute(admin, "DROP ROLE IF EXISTS " + ROLE + i);
        execute(admin, "CREATE ROLE " + ROLE + i + " LOGIN");
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
