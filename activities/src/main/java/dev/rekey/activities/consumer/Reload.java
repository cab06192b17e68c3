package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program and waits for its exit code. There is no shell; the program gets no environment of
 * ours, and its output is dropped, for it may hold secrets.
 */
final class Reload {
  private final Duration patience;

  Reload(Duration patience) {
    this.patience = patience;
  }

  /** Takes the program and its arguments; fails unless it ends with 0 in time. */
  void run(List<String> command) {
    Process process = start(command);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(command, "did not end within " + patience.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw failed(command, "ended with code " + process.exitValue());
      }
    } catch (IOException e) {
      throw failed(command, "could not be spoken to");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(command, "was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    try {
      return builder.start();
    } catch (IOException e) {
      throw failed(command, "could not be started");
    }
  }

  private static StepFailedException failed(List<String> command, String what) {
    return Unreachable.because("the reload program " + command.getFirst() + " " + what);
  }
}
