package dev.rekey.workflows.world;

import dev.rekey.workflows.worker.Registration;
import dev.rekey.workflows.worker.TemporalConnection;
import io.temporal.client.WorkflowClient;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The real Temporal server, on this machine, with a database file that outlives it. */
public final class TemporalBinary implements AutoCloseable {
  private final Path database;
  private final int port;
  private Process process;

  /** Starts it on a free port. */
  public TemporalBinary(Path database) throws IOException {
    this.database = database;
    this.port = freePort();
    this.process = launch();
    awaitReady();
  }

  /** Where the {@code temporal} command is, if it is on the path. */
  public static Optional<Path> command() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "temporal"))
        .filter(file -> file.toFile().canExecute())
        .findFirst();
  }

  /** Whether the tests that need it can run. */
  public static boolean available() {
    return command().isPresent();
  }

  /** A new connection. */
  public WorkflowClient connect() {
    return TemporalConnection.plain(address()).connect();
  }

  /** Where it listens. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Kills it as {@code kill -9} does, and starts it again with the same database. */
  public void killAndRestart() throws IOException, InterruptedException {
    kill();
    restart();
  }

  /** Kills it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again with the same database. */
  public void restart() throws IOException {
    process = launch();
    awaitReady();
  }

  /** The server's process. */
  public long pid() {
    return process.pid();
  }

  private Process launch() throws IOException {
    List<String> command =
        List.of(
            command().orElseThrow().toString(),
            "server",
            "start-dev",
            "--headless",
            "--ip",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--db-filename",
            database.toString(),
            "--log-level",
            "never",
            "--sqlite-pragma",
            "journal_mode=wal",
            "--sqlite-pragma",
            "synchronous=normal",
            "--dynamic-config-value",
            "history.transferProcessorMaxPollRPS=1000",
            "--dynamic-config-value",
            "history.timerProcessorMaxPollRPS=1000");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(database.resolveSibling("temporal.log").toFile())
        .start();
  }

  private void awaitReady() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> registered());
  }

  private boolean registered() {
    WorkflowClient client = connect();
    try {
      return Registration.ensureSearchAttributes(client);
    } finally {
      client.getWorkflowServiceStubs().shutdownNow();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
