package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void closing_ends_the_child_and_what_it_started() {
    ChildProcess child = ChildProcess.start(List.of("sleep", "600"), folder.resolve("log"));
    await().atMost(PATIENCE).until(() -> child.handle().descendants().count() >= 1);
    List<ProcessHandle> started = child.handle().descendants().toList();
    child.close();
    assertThat(child.alive()).isFalse();
    await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void the_child_of_a_parent_killed_with_9_does_not_outlive_it() throws Exception {
    Path pidFile = folder.resolve("pid");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                pidFile.toString())
            .inheritIO()
            .start();
    await().atMost(PATIENCE).until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
    long child = Long.parseLong(Files.readString(pidFile).strip());
    parent.destroyForcibly().waitFor();
    await().atMost(PATIENCE).until(() -> !running(child));
  }

  private static boolean running(long pid) {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    return handle.isPresent() && handle.get().isAlive();
  }

  /** Starts a child that would run for ten minutes, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      String script =
          "echo $$ > " + arguments[0] + ".new; mv " + arguments[0] + ".new " + arguments[0];
      ChildProcess child =
          ChildProcess.start(
              List.of("/bin/sh", "-c", script + "; exec sleep 600"),
              Path.of(arguments[0] + ".log"));
      child.onExit(() -> System.exit(1));
      Thread.currentThread().join();
    }
  }
}
