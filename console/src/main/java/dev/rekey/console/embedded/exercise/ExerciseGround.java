package dev.rekey.console.embedded.exercise;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.PostgresServer;
import dev.rekey.console.embedded.temporal.TemporalService;
import dev.rekey.exercise.run.Ground;
import dev.rekey.workflows.response.RunbookShelf;
import dev.rekey.workflows.worker.Registration;
import dev.rekey.workflows.worker.TemporalConnection;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;

/**
 * A ledger, a store and a Temporal server that an exercise has for itself, in a folder that goes
 * with it. Nothing of the environment is heard, so no installation can be reached from here: the
 * store is the one for one machine, and there is no cloud, no channel and no other database.
 */
public final class ExerciseGround implements AutoCloseable {
  private static final Duration STICKY = Duration.ofSeconds(1);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread hook = new Thread(this::closeParts, "rekey-exercise-stop");
  private final TemporalService temporal;
  private final WorkflowClient client;
  private final Lots lots;

  private ExerciseGround(Map<String, String> server) {
    Runtime.getRuntime().addShutdownHook(hook); // whoever presses Ctrl-C leaves no database behind
    AbandonedGround.clearAll(Path.of(System.getProperty("java.io.tmpdir")));
    Path path = folder();
    last((AutoCloseable) () -> AbandonedGround.clear(path));
    DataFolder folder = DataFolder.open(path);
    last(folder.lock());
    PostgresServer ledger = last(PostgresServer.start(folder));
    lots = new Lots(folder, ledger.login());
    temporal = last(TemporalService.choose(folder, true, server));
    client = TemporalConnection.plain(temporal.address()).connect();
    last((AutoCloseable) client.getWorkflowServiceStubs()::shutdownNow);
    Registration.ensureSearchAttributes(client);
  }

  /**
   * Makes it.
   *
   * @param server how to find a Temporal server, as the environment says it; empty: one in this
   *     process
   * @throws EnvironmentException if something is missing
   */
  public static ExerciseGround open(Map<String, String> server) {
    return new ExerciseGround(server);
  }

  /**
   * Lets something be played over a ledger and a store that nobody used before.
   *
   * @param runbooks what the responses execute
   */
  public <T> T play(RunbookShelf runbooks, Function<Ground, T> work) {
    Lots.Lot lot = lots.another();
    try {
      return work.apply(new Ground(client, lot.foundation().installation(), runbooks, STICKY));
    } finally {
      lots.clear(lot);
    }
  }

  /** Which Temporal server it is, in words for people. */
  public String server() {
    return temporal.description();
  }

  private <T extends AutoCloseable> T last(T part) {
    synchronized (parts) {
      parts.push(part);
      return part;
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(AbandonedGround.NAME);
    } catch (IOException e) {
      throw new EnvironmentException(
          "No temporary folder can be made in " + System.getProperty("java.io.tmpdir"));
    }
  }

  @Override
  public void close() {
    closeParts();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // then it does no harm any more
    }
  }

  private void closeParts() {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (Exception e) { // whatever does not close must not keep the others open
          Thread.interrupted();
        }
      }
    }
  }
}
