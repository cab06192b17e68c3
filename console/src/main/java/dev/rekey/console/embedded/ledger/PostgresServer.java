package dev.rekey.console.embedded.ledger;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL in the data folder: on loopback, with checked passwords from its first moment, and
 * durable. One that outlived its Rekey server is taken over.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "rekey";
  private static final String PASSWORD_FILE = "ledger.password";
  private static final int CONNECTIONS = 200;

  private final DataFolder folder;
  private final Path cluster;
  private final Path programs;
  private final int connections;

  private PostgresServer(DataFolder folder, int connections) {
    this.folder = folder;
    this.cluster = folder.file("ledger");
    this.programs = PostgresPrograms.in(folder.path());
    this.connections = connections;
  }

  /**
   * Starts the server, or takes over the running one.
   *
   * @throws EnvironmentException if it does not start, with the reason
   */
  public static PostgresServer start(DataFolder folder) {
    return start(folder, CONNECTIONS);
  }

  /** The same, for so many sessions at once. */
  public static PostgresServer start(DataFolder folder, int connections) {
    PostgresServer server = new PostgresServer(folder, connections);
    if (!Files.exists(server.cluster.resolve("PG_VERSION"))) {
      server.create();
    }
    if (!server.running()) {
      server.launch();
    }
    server.check();
    return server;
  }

  /** Ends the server of a folder, if one runs on its files. */
  public static void stop(DataFolder folder) {
    new PostgresServer(folder, CONNECTIONS).close();
  }

  private void create() {
    folder.secret(PASSWORD_FILE);
    run(
        "The ledger's files could not be made",
        "initdb",
        "--pgdata=" + cluster,
        "--auth=scram-sha-256",
        "--username=" + USER,
        "--pwfile=" + folder.file(PASSWORD_FILE),
        "--encoding=UTF8",
        "--locale=C",
        "--data-checksums");
  }

  /** Whether a server runs on these files. What a killed one left behind is cleared away. */
  private boolean running() {
    Optional<Long> pid = line(0).map(Long::parseLong);
    if (pid.isEmpty()) {
      return false;
    }
    boolean alive =
        ProcessHandle.of(pid.get())
            .filter(ProcessHandle::isAlive)
            .flatMap(process -> process.info().command())
            .filter(command -> command.contains("postgres"))
            .isPresent();
    if (!alive) { // PostgreSQL itself would take any process of that number for the old server
      delete(cluster.resolve("postmaster.pid"));
    }
    return alive;
  }

  private void launch() {
    int port = FreePort.preferably(line(3).map(Integer::parseInt).orElse(rememberedPort()));
    folder.write("ledger.port", Integer.toString(port));
    run(
        "The ledger's PostgreSQL did not start; see " + folder.file("ledger.log"),
        "pg_ctl",
        "--pgdata=" + cluster,
        "--log=" + folder.file("ledger.log"),
        "--wait",
        "--timeout=60",
        "--options="
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
            + (" -c max_connections=" + connections)
            + " -c log_statement=none -c log_min_error_statement=panic"
            + " -p "
            + port,
        "start");
  }

  private int rememberedPort() {
    return Integer.parseInt(folder.text("ledger.port", () -> "0"));
  }

  private void check() {
    LedgerLogin login = login();
    try (Connection connection =
        DriverManager.getConnection(login.url(), login.user(), login.password())) {
      connection.isValid(5);
    } catch (SQLException e) {
      throw new EnvironmentException(
          "The ledger in "
              + cluster
              + " runs but refuses the login of "
              + PASSWORD_FILE
              + " (SQLSTATE "
              + e.getSQLState()
              + ")");
    }
  }

  /** How to log in. */
  public LedgerLogin login() {
    return new LedgerLogin(
        "jdbc:postgresql://127.0.0.1:" + rememberedPort() + "/postgres",
        USER,
        folder.secret(PASSWORD_FILE));
  }

  /**
   * The login to the ledger of a data folder whose server runs elsewhere; nothing if it has none.
   */
  public static Optional<LedgerLogin> loginOf(DataFolder folder) {
    return Files.exists(folder.file("ledger.port"))
        ? Optional.of(new PostgresServer(folder, CONNECTIONS).login())
        : Optional.empty();
  }

  /** The process id of the server, for tests and people. */
  public long pid() {
    return line(0).map(Long::parseLong).orElse(-1L);
  }

  /** Stops the server: sessions are ended, and everything is on disk. */
  @Override
  public void close() {
    if (running()) {
      run(
          "The ledger's PostgreSQL did not stop",
          "pg_ctl",
          "--pgdata=" + cluster,
          "--mode=fast",
          "--wait",
          "--timeout=30",
          "stop");
    }
  }

  private Optional<String> line(int number) {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      return lines.size() > number ? Optional.of(lines.get(number).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new EnvironmentException(file + " was left by a killed server and cannot be deleted");
    }
  }

  private void run(String failure, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Path log = folder.file(program + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new EnvironmentException(failure + " (see " + log + ")");
      }
    } catch (IOException e) {
      throw new EnvironmentException(failure + ": " + command.getFirst() + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException(failure + ": interrupted");
    }
  }
}
