package dev.rekey.consumer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Threads that query without pause, and write down every failure. */
final class Workload implements AutoCloseable {
  private final DataSource pool;
  private final AtomicLong queries = new AtomicLong();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;
  private volatile boolean stopped;

  Workload(DataSource pool, int size) {
    this.pool = pool;
    threads = IntStream.range(0, size).mapToObj(i -> Thread.ofPlatform().start(this::run)).toList();
  }

  private void run() {
    while (!stopped) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO line VALUES (1)");
        statement.execute("SELECT pg_sleep(0.002)");
        queries.incrementAndGet();
      } catch (SQLException e) {
        failures.add(e.getSQLState() + " " + e.getMessage());
      }
    }
  }

  long queries() {
    return queries.get();
  }

  /** Ends the threads, and gives what failed. */
  List<String> stop() {
    stopped = true;
    for (Thread thread : threads) {
      join(thread);
    }
    return failures;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
