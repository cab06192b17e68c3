package dev.rekey.console.demo;

import dev.rekey.console.embedded.EnvironmentException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code rekey demo}: a server, a database, a workload, two rotations, and nothing left behind. */
final class DemoMain {
  private static final int SECONDS_TO_STOP = 45;

  private DemoMain() {}

  /**
   * Runs all of it.
   *
   * @param people where the timeline is told
   * @throws EnvironmentException if the machine lacks something, or a rotation does not get on
   */
  static DemoResult run(PrintWriter people) {
    QuietLogs.only();
    CountDownLatch done = new CountDownLatch(1);
    Thread demo = Thread.currentThread();
    Thread hook = new Thread(() -> stop(demo, done), "rekey-demo-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return show(new Timeline(people));
    } finally {
      done.countDown();
      forget(hook);
    }
  }

  private static DemoResult show(Timeline timeline) {
    timeline.line("Rekey rotates the login of a running service, twice. Starting the servers...");
    try (Stage stage = Stage.open()) {
      timeline.tell(
          "ready",
          "Rekey at "
              + stage.runtime().url()
              + ", a PostgreSQL to rotate at, Temporal: "
              + stage.runtime().temporal().description());
      return new Play(stage, timeline).run();
    }
  }

  private static void stop(Thread demo, CountDownLatch done) {
    demo.interrupt();
    try {
      done.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs: somebody pressed Ctrl-C.
    }
  }
}
