package dev.rekey.console.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor: a superuser refuses many roles in one transaction and one batch, ends their sessions,
 * and looks until none is left. No workflow, no record, no proof.
 */
final class ContainFloor {
  private static final long LOOK_NANOS = 10_000_000;

  private final BenchDatabase database;

  ContainFloor(BenchDatabase database) {
    this.database = database;
  }

  /** Seconds until all are refused and gone. */
  double seconds(List<String> users) throws SQLException {
    try (Connection admin = database.admin();
        Statement batch = admin.createStatement()) {
      long start = System.nanoTime();
      admin.setAutoCommit(false);
      for (String user : users) {
        batch.addBatch("ALTER ROLE " + user + " NOLOGIN");
      }
      batch.executeBatch();
      admin.commit();
      admin.setAutoCommit(true);
      Array names = admin.createArrayOf("name", users.toArray());
      end(admin, names);
      while (left(admin, names) > 0) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void end(Connection admin, Array names) throws SQLException {
    try (PreparedStatement end =
        admin.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY (?)")) {
      end.setArray(1, names);
      end.executeQuery().close();
    }
  }

  private static long left(Connection admin, Array names) throws SQLException {
    try (PreparedStatement look =
        admin.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE usename = ANY (?)")) {
      look.setArray(1, names);
      try (ResultSet row = look.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
