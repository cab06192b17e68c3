package dev.rekey.console.demo;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.console.embedded.ledger.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Rekey server and a database to rotate at, in a folder that does not outlive them. */
final class Stage implements AutoCloseable {
  private final Path folder;
  private final EmbeddedRuntime runtime;
  private final PostgresServer server;
  private final DemoDatabase database;
  private final DemoWorker worker;

  private Stage(Path folder, EmbeddedRuntime runtime, PostgresServer server) {
    this.folder = folder;
    this.runtime = runtime;
    this.server = server;
    this.database = DemoDatabase.on(server);
    this.worker = DemoWorker.start(runtime);
  }

  /**
   * Starts both.
   *
   * @throws EnvironmentException if something is missing; what was started is stopped again
   */
  static Stage open() {
    Path folder = temporaryFolder();
    EmbeddedRuntime runtime = null;
    PostgresServer server = null;
    try {
      runtime =
          EmbeddedRuntime.withoutWorker(settings(folder), ServerMain.EQUIPMENT, environment());
      server = PostgresServer.start(target(folder));
      return new Stage(folder, runtime, server);
    } catch (RuntimeException e) {
      Thread.interrupted(); // or what is to be stopped would not be waited for
      close(server);
      close(runtime);
      clear(folder);
      throw e;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rekey-demo");
    } catch (IOException e) {
      throw new EnvironmentException(
          "No temporary folder can be made in " + System.getProperty("java.io.tmpdir"));
    }
  }

  private static ServerSettings settings(Path folder) {
    return new ServerSettings(
        folder.resolve("server"), 0, true, Optional.empty(), List.of(), List.of(), true);
  }

  /** A demo stays on this machine, whichever Temporal the environment names. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("TEMPORAL_ADDRESS");
    return environment;
  }

  /** PostgreSQL's programs were unpacked for the ledger already. */
  private static DataFolder target(Path folder) {
    DataFolder target = DataFolder.open(folder.resolve("target"));
    try {
      Files.createSymbolicLink(
          target.file("postgresql"), folder.resolve("server").resolve("postgresql"));
    } catch (IOException | UnsupportedOperationException e) {
      // They are unpacked once more then.
    }
    return target;
  }

  EmbeddedRuntime runtime() {
    return runtime;
  }

  DemoWorker worker() {
    return worker;
  }

  DemoDatabase database() {
    return database;
  }

  @Override
  public void close() {
    Thread.interrupted(); // as above
    close(runtime);
    close(server);
    clear(folder);
  }

  private static void close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      // The rest is stopped all the same; clear() ends what is left.
    }
  }

  private static void clear(Path folder) {
    endPostgres(folder.resolve("server"));
    endPostgres(folder.resolve("target"));
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder: the system clears it away.
    }
  }

  /** Whoever interrupts a start may leave a server that nobody knows. */
  private static void endPostgres(Path data) {
    try {
      Path pid = data.resolve("ledger").resolve("postmaster.pid");
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
            .ifPresent(ProcessHandle::destroy);
      }
    } catch (IOException | NumberFormatException e) {
      // It has ended meanwhile.
    }
  }
}
