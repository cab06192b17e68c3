package dev.rekey.console.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker in a process of its own: {@code rekey worker} on the same data folder, started again
 * when it dies. It ends with us, since its standard input does; and it can be killed without harm
 * to us.
 */
public final class WorkerProcess implements AutoCloseable {
  /** One that cannot work must not keep the machine busy with starting it. */
  private static final Duration BEFORE_ANOTHER = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

  private final DataFolder folder;
  private final List<String> command;
  private final Executor afterwards;
  private Process process;
  private boolean ended;

  private WorkerProcess(DataFolder folder, List<String> command, Duration pause) {
    this.folder = folder;
    this.command = command;
    this.afterwards = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    this.process = launch();
  }

  /**
   * Starts one with the server's settings.
   *
   * @throws EnvironmentException if it cannot be started
   */
  static WorkerProcess start(DataFolder folder, ServerSettings settings) {
    return start(folder, settings, BEFORE_ANOTHER);
  }

  static WorkerProcess start(DataFolder folder, ServerSettings settings, Duration pause) {
    WorkerProcess worker = new WorkerProcess(folder, command(folder, settings), pause);
    worker.watch();
    return worker;
  }

  private Process launch() {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.file("worker.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new EnvironmentException("The worker process cannot be started");
    }
  }

  private synchronized void watch() {
    CompletableFuture<Void> again = process.onExit().thenRunAsync(this::startAnother, afterwards);
    again.exceptionally(
        failure -> {
          LOG.error("The worker process died, and no other can be started");
          return null;
        });
  }

  private synchronized void startAnother() {
    if (!ended) {
      LOG.warn("The worker process died; another one is started");
      process = launch();
      watch();
    }
  }

  /**
   * What the operator allows goes from command line to command line, and through no file: nobody
   * but the operator can widen it.
   */
  static List<String> command(DataFolder folder, ServerSettings settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC", // as for the server: a small heap, few cores
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rekey.console.Rekey",
                "worker",
                "--data=" + folder.path(),
                "--until-input-ends"));
    settings.deliverUnder().forEach(allowed -> command.add("--deliver-under=" + allowed));
    settings.reloadPrograms().forEach(allowed -> command.add("--reload-program=" + allowed));
    return command;
  }

  /** Its process id. */
  public synchronized long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public synchronized boolean alive() {
    return process.isAlive();
  }

  /** Ends it at once, as {@code kill -9} does, and starts no other. */
  public synchronized void kill() {
    ended = true;
    process.destroyForcibly();
  }

  /** Ends it gently: running steps may end. */
  @Override
  public synchronized void close() {
    ended = true;
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
