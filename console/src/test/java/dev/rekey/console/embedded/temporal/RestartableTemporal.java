package dev.rekey.console.embedded.temporal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real server with a file that outlives it; it can be away for a while, at one address. */
public final class RestartableTemporal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it on a free port. */
  public RestartableTemporal(Path folder) {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = launch();
  }

  /** Whether the {@code temporal} command is on the path. */
  public static boolean available() {
    return command().isPresent();
  }

  /** Where it listens, or will again. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Takes it away, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Brings it back. */
  public void restart() {
    process = launch();
  }

  private static Optional<Path> command() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "temporal"))
        .filter(file -> file.toFile().canExecute())
        .findFirst();
  }

  private Process launch() {
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
            folder.resolve("temporal.db").toString(),
            "--log-level",
            "never",
            "--sqlite-pragma",
            "journal_mode=wal");
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("temporal.log").toFile())
              .start();
      if (!FrontendProbe.answers(address(), PATIENCE, started::isAlive)) {
        throw new IllegalStateException("The server did not start");
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
