package dev.rekey.console.cli;

import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ServerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What runs long. The classes behind it are loaded when it runs, and not before. */
final class ServerCommands {
  private ServerCommands() {}

  /** {@code rekey server}. */
  @Command(
      name = "server",
      description = "Runs Rekey on this machine: ledger, Temporal, worker and door.",
      footer =
          "%nREKEY_ORGANIZATION_ROLE names a role in the AWS Organization's own account: what leaks"
              + " in its accounts is then denied from outside, too.")
  static final class Server implements Callable<Integer> {
    @Option(
        names = "--ephemeral",
        description = "Make do without a durable Temporal: nothing in progress survives a restart.")
    boolean ephemeral;

    @Option(names = "--port", paramLabel = "PORT", description = "Where the door listens (7474).")
    int port = 7474;

    @Option(
        names = "--listen",
        paramLabel = "ADDRESS",
        description = "The door's address (127.0.0.1); any other needs TLS.")
    String listen = "127.0.0.1";

    @Option(
        names = "--tls-certificate",
        paramLabel = "FILE",
        description = "What the door shows: a PEM file, its authorities behind it.")
    Optional<Path> certificate = Optional.empty();

    @Option(
        names = "--tls-key",
        paramLabel = "FILE",
        description = "The certificate's private key: a PEM file, not encrypted.")
    Optional<Path> key = Optional.empty();

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Where everything is kept (REKEY_DATA, ./data).")
    Path data = dataFolder();

    @Option(
        names = "--ledger",
        paramLabel = "URL",
        description = "A PostgreSQL of yours as the ledger, as a JDBC URL (REKEY_LEDGER).")
    Optional<String> ledger = Optional.ofNullable(System.getenv("REKEY_LEDGER"));

    @Option(
        names = "--store",
        paramLabel = "NAME",
        description = "The secret store: embedded or secretsmanager (REKEY_STORE, embedded).")
    Optional<String> store = Optional.empty();

    @Mixin DeliveryOptions allowed = new DeliveryOptions();

    @Option(names = "--separate-worker", description = "Run the worker as a process of its own.")
    boolean separateWorker;

    @Override
    public Integer call() {
      ServerSettings settings =
          new ServerSettings(
              data,
              port,
              ephemeral,
              ledger,
              allowed.deliverUnder,
              allowed.reloadPrograms,
              separateWorker,
              store);
      return started(
          () -> dev.rekey.console.embedded.ServerMain.run(settings, listen, certificate, key));
    }
  }

  /** {@code rekey worker}. */
  @Command(
      name = "worker",
      description = "Runs a worker beside a server, as the server's data folder says.")
  static final class Worker implements Callable<Integer> {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The server's data folder (REKEY_DATA, ./data).")
    Path data = dataFolder();

    @Mixin DeliveryOptions allowed = new DeliveryOptions();

    @Option(
        names = "--until-input-ends",
        hidden = true,
        description = "End when standard input does: the server that started it is gone.")
    boolean untilInputEnds;

    @Override
    public Integer call() {
      ServerSettings settings =
          ServerSettings.worker(data, allowed.deliverUnder, allowed.reloadPrograms);
      return started(() -> dev.rekey.console.embedded.WorkerMain.run(settings, untilInputEnds));
    }
  }

  /** What consumers may have done on this machine: nothing, unless its operator says so here. */
  static final class DeliveryOptions {
    @Option(
        names = "--deliver-under",
        paramLabel = "DIR",
        description = "Consumers may get files below this folder; may be repeated.")
    List<Path> deliverUnder = new ArrayList<>();

    @Option(
        names = "--reload-program",
        paramLabel = "PATH",
        description = "Consumers may have this program run; may be repeated.")
    List<Path> reloadPrograms = new ArrayList<>();
  }

  private static Path dataFolder() {
    return Path.of(Optional.ofNullable(System.getenv("REKEY_DATA")).orElse("data"));
  }

  /** Runs it, and tells in a sentence what the machine lacks. */
  static int started(Callable<Integer> main) {
    try {
      return main.call();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
