package dev.rekey.console.embedded;

import dev.rekey.console.embedded.ledger.LedgerLogin;
import dev.rekey.console.embedded.ledger.PostgresServer;
import dev.rekey.console.embedded.temporal.TemporalConsumer;
import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.embedded.wiring.WayToFunctions;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.LambdaFunctionInvoker;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.TemporalConnection;
import dev.rekey.workflows.worker.WorkerLimits;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * {@code rekey worker}: a worker beside a server, with the server's ledger, store and Temporal; or,
 * with its functions in AWS Lambda, one that needs nothing but Temporal.
 */
public final class WorkerMain {
  private WorkerMain() {}

  /**
   * Works until the process is stopped.
   *
   * @param settings the server's data folder, and what consumers may have done
   * @param untilInputEnds whether to stop when standard input ends
   * @return the exit code
   * @throws EnvironmentException if no server uses the folder, where one is needed
   */
  public static int run(ServerSettings settings, boolean untilInputEnds) {
    Map<String, String> environment = System.getenv();
    Closing closing = new Closing();
    Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "rekey-stop"));
    switch (WayToFunctions.of(environment)) {
      case IN_PROCESS -> workInProcess(settings, environment, closing);
      case LAMBDA ->
          work(
              TemporalConnection.fromEnvironment(environment),
              LambdaFunctionInvoker.fromEnvironment(environment),
              environment,
              closing);
    }
    stay(untilInputEnds);
    return 0;
  }

  /** Functions in this process work on the ledger and store of the server beside us. */
  private static void workInProcess(
      ServerSettings settings, Map<String, String> environment, Closing closing) {
    DataFolder folder = DataFolder.open(settings.data());
    Foundation foundation =
        closing.last(
            "ledger",
            Foundation.open(
                folder,
                ledger(folder, environment),
                known(folder, EmbeddedRuntime.STORE_FILE),
                environment));
    String address = known(folder, EmbeddedRuntime.TEMPORAL_FILE);
    Equipment equipment = ServerMain.EQUIPMENT.make(foundation, settings);
    work(
        EmbeddedRuntime.connection(address, environment),
        EmbeddedFunctions.of(foundation, equipment),
        environment,
        closing);
  }

  private static void work(
      TemporalConnection connection,
      FunctionInvoker functions,
      Map<String, String> environment,
      Closing closing) {
    WorkflowClient client = connection.connect();
    closing.last("client", client.getWorkflowServiceStubs()::shutdownNow);
    closing.last(
        "worker", RekeyWorker.start(client, functions, WorkerLimits.DEFAULT, Runbooks.load()));
    TemporalConsumer.follow(environment, connection.login())
        .ifPresent(one -> closing.last("certificate for Temporal", one));
    SignOfLife.file(environment)
        .ifPresent(file -> closing.last("sign of life", new SignOfLife(client, file)));
  }

  private static LedgerLogin ledger(DataFolder folder, Map<String, String> environment) {
    return Files.exists(folder.file(EmbeddedRuntime.LEDGER_FILE))
        ? LedgerLogin.external(known(folder, EmbeddedRuntime.LEDGER_FILE), environment)
        : PostgresServer.loginOf(folder).orElseThrow(() -> serverless(folder));
  }

  private static String known(DataFolder folder, String file) {
    if (!Files.exists(folder.file(file))) {
      throw serverless(folder);
    }
    return folder.text(file, () -> "");
  }

  private static EnvironmentException serverless(DataFolder folder) {
    return new EnvironmentException(
        "No server has used " + folder.path() + " yet; start one with 'rekey server'");
  }

  private static void stay(boolean untilInputEnds) {
    try {
      if (untilInputEnds) {
        while (System.in.read() >= 0) {
          // The server that started us is there as long as the pipe is.
        }
      } else {
        Thread.currentThread().join();
      }
    } catch (IOException | InterruptedException e) {
      // Either way: the time to stop has come.
    }
  }
}
