package dev.rekey.console.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs as long as we do. When we are gone, even by {@code kill -9}, it ends as well.
 */
public final class ChildProcess implements AutoCloseable {
  /**
   * The child's standard input is a pipe from us: when we are gone it ends, and the shell ends the
   * program. The arguments are passed as words and never parsed.
   */
  private static final String WATCH =
      """
      exec 3<&0
      "$@" </dev/null 3<&- & child=$!
      (read -r _ <&3; kill "$child" 2>/dev/null) & watch=$!
      trap 'kill "$child" 2>/dev/null' TERM INT HUP
      wait "$child"; status=$?
      kill "$watch" 2>/dev/null
      exit $status
      """;

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments
   * @param log where its output goes
   * @throws EnvironmentException if it cannot be started
   */
  public static ChildProcess start(List<String> command, Path log) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> watched = new ArrayList<>();
    if (!windows) {
      watched.addAll(List.of("/bin/sh", "-c", WATCH, "rekey-child"));
    }
    watched.addAll(command);
    try {
      return new ChildProcess(
          new ProcessBuilder(watched)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new EnvironmentException(command.getFirst() + " cannot be started");
    }
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** The operating system's view of it, and of what it started. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Runs something when it has ended. */
  public void onExit(Runnable then) {
    // The thread ends with the child; a stage of process.onExit() would hide what 'then' throws.
    Thread.ofVirtual()
        .name("rekey-child-watch")
        .start(
            () -> {
              process.onExit().join();
              then.run();
            });
  }

  /** Ends it, gently at first. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        started.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      started.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
