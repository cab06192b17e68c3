package dev.rekey.console.embedded;

import dev.rekey.console.embedded.wiring.Equipment;
import java.util.concurrent.CountDownLatch;

/** {@code rekey server}: everything on one machine, until it is stopped. */
public final class ServerMain {
  /** What servers and workers are equipped with. */
  static final Equipment.Maker EQUIPMENT =
      (foundation, settings) -> {
        throw new EnvironmentException("This build has no targets yet");
      };

  private ServerMain() {}

  /**
   * Runs until the process is told to stop.
   *
   * @return the exit code
   * @throws EnvironmentException if something is missing
   */
  public static int run(ServerSettings settings) {
    CountDownLatch stopped = new CountDownLatch(1);
    EmbeddedRuntime runtime = EmbeddedRuntime.start(settings, EQUIPMENT, System.getenv());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  runtime.close();
                  stopped.countDown();
                },
                "rekey-stop"));
    tell(runtime, settings);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static void tell(EmbeddedRuntime runtime, ServerSettings settings) {
    if (!runtime.temporal().durable()) {
      System.err.println(
          "WARNING: rotations in progress do not survive a restart of this server (--ephemeral).");
    }
    System.err.println("Temporal: " + runtime.temporal().description());
    System.err.println("Data folder: " + settings.data().toAbsolutePath().normalize());
    System.err.println("Rekey answers at " + runtime.url() + "; stop it with Ctrl-C.");
  }
}
