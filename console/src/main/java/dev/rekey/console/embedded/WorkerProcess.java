package dev.rekey.console.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A worker in a process of its own: {@code rekey worker} on the same data folder. It ends with us,
 * since its standard input does; and it can be killed without harm to us.
 */
public final class WorkerProcess implements AutoCloseable {
  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one with the server's settings.
   *
   * @throws EnvironmentException if it cannot be started
   */
  static WorkerProcess start(DataFolder folder, ServerSettings settings) {
    try {
      return new WorkerProcess(
          new ProcessBuilder(command(folder, settings))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.file("worker.log").toFile()))
              .start());
    } catch (IOException e) {
      throw new EnvironmentException("The worker process cannot be started");
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
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Ends it gently: running steps may end. */
  @Override
  public void close() {
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
