package dev.rekey.console.embedded;

import dev.rekey.activities.functions.StoreChoice;
import dev.rekey.activities.inventory.SecretUses;
import dev.rekey.console.door.Door;
import dev.rekey.console.door.DoorSettings;
import dev.rekey.console.door.Surroundings;
import dev.rekey.console.embedded.away.AwayPages;
import dev.rekey.console.embedded.away.AwaySettings;
import dev.rekey.console.embedded.incident.TemporalEvents;
import dev.rekey.console.embedded.incident.TemporalIncidents;
import dev.rekey.console.embedded.ledger.LedgerLogin;
import dev.rekey.console.embedded.ledger.PostgresServer;
import dev.rekey.console.embedded.notice.LedgerNotices;
import dev.rekey.console.embedded.rotation.TemporalRotations;
import dev.rekey.console.embedded.temporal.TemporalConsumer;
import dev.rekey.console.embedded.temporal.TemporalService;
import dev.rekey.console.embedded.wiring.DoorWiring;
import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.embedded.wiring.LedgerEvidence;
import dev.rekey.console.embedded.wiring.WayToFunctions;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.TemporalConnection;
import io.temporal.client.WorkflowClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All of Rekey on one machine. Closing it stops what it started, the last first. */
public final class EmbeddedRuntime implements AutoCloseable {
  /** The file that tells a worker process where Temporal is. */
  static final String TEMPORAL_FILE = "temporal.address";

  /** The file that tells a worker process where an external ledger is. */
  static final String LEDGER_FILE = "ledger.url";

  /** The file that tells a worker process which secret store the server has. */
  static final String STORE_FILE = "store.name";

  private static final Duration USES_EVERY = Duration.ofMinutes(15);
  private static final String DOOR_FILE = "door.url";

  private final Closing closing;
  private final ServerSettings settings;
  private final DataFolder folder;
  private final Foundation foundation;
  private final TemporalService temporal;
  private final WorkflowClient client;
  private final Workforce workforce;
  private final Door door;

  private EmbeddedRuntime(
      Closing closing,
      ServerSettings settings,
      DoorSettings doorway,
      Equipment.Maker maker,
      Map<String, String> environment,
      boolean working) {
    this.closing = closing;
    this.settings = settings;
    folder = DataFolder.open(settings.data());
    closing.last("lock", folder.lock());
    FreePort.require(settings.port());
    foundation = closing.last("ledger", foundation(settings, environment));
    temporal =
        closing.last("Temporal", TemporalService.choose(folder, settings.ephemeral(), environment));
    folder.write(TEMPORAL_FILE, temporal.address());
    TemporalConnection connection = connection(temporal.address(), environment);
    client = connection.connect();
    closing.last("client", client.getWorkflowServiceStubs()::shutdownNow);
    workforce = new Workforce(closing, settings, folder, temporal, client);
    Equipment equipment = maker.make(foundation, settings);
    WayToFunctions way = WayToFunctions.of(environment);
    FunctionInvoker functions =
        way.functions(environment, () -> EmbeddedFunctions.of(foundation, equipment));
    Runnable evidence = work(way, functions, working);
    door = closing.last("door", open(doorway, equipment, functions, evidence, environment));
    folder.write(DOOR_FILE, url().toString());
    attend(connection, functions, environment);
  }

  /** What goes on beside the door, without anybody asking. */
  private void attend(
      TemporalConnection connection, FunctionInvoker functions, Map<String, String> environment) {
    TemporalConsumer.follow(environment, connection.login())
        .ifPresent(one -> closing.last("certificate for Temporal", one));
    AwaySettings away = AwaySettings.of(environment);
    closing.last("away pages", new AwayPages(client, foundation.ledger(), functions, away));
    SignOfLife.file(environment)
        .ifPresent(file -> closing.last("sign of life", new SignOfLife(client, file)));
  }

  /**
   * Starts everything; when this returns, the door answers.
   *
   * @param settings how
   * @param maker makes what stands on ledger and store
   * @param environment the environment's variables
   * @throws EnvironmentException if something is missing; what was started is stopped again
   */
  public static EmbeddedRuntime start(
      ServerSettings settings, Equipment.Maker maker, Map<String, String> environment) {
    return start(settings, DoorSettings.loopback(settings.port()), maker, environment);
  }

  /** The same with a door that stands elsewhere, or speaks TLS. */
  public static EmbeddedRuntime start(
      ServerSettings settings,
      DoorSettings doorway,
      Equipment.Maker maker,
      Map<String, String> environment) {
    return start(settings, doorway, maker, environment, true);
  }

  /** The same without a worker and sweeps, for a caller who brings a worker of another make. */
  public static EmbeddedRuntime withoutWorker(
      ServerSettings settings, Equipment.Maker maker, Map<String, String> environment) {
    return start(settings, DoorSettings.loopback(settings.port()), maker, environment, false);
  }

  private static EmbeddedRuntime start(
      ServerSettings settings,
      DoorSettings doorway,
      Equipment.Maker maker,
      Map<String, String> environment,
      boolean working) {
    Closing closing = new Closing();
    boolean started = false;
    try {
      EmbeddedRuntime runtime =
          new EmbeddedRuntime(closing, settings, doorway, maker, environment, working);
      started = true;
      return runtime;
    } finally {
      if (!started) {
        closing.close();
      }
    }
  }

  /** A worker takes the store that the server has, whatever its own environment says. */
  private Foundation foundation(ServerSettings settings, Map<String, String> environment) {
    String store =
        settings
            .store()
            .orElseGet(() -> environment.getOrDefault(StoreChoice.VARIABLE, StoreChoice.EMBEDDED));
    Foundation opened = Foundation.open(folder, ledger(settings, environment), store, environment);
    folder.write(STORE_FILE, store);
    return opened;
  }

  private LedgerLogin ledger(ServerSettings settings, Map<String, String> environment) {
    if (settings.ledger().isPresent()) {
      folder.write(LEDGER_FILE, settings.ledger().get());
      return LedgerLogin.external(settings.ledger().get(), environment);
    }
    return closing.last("PostgreSQL", PostgresServer.start(folder)).login();
  }

  static TemporalConnection connection(String address, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("TEMPORAL_ADDRESS", address);
    return TemporalConnection.fromEnvironment(variables);
  }

  /** Starts all that works by itself; gives what has the evidence log kept at once. */
  private Runnable work(WayToFunctions way, FunctionInvoker functions, boolean working) {
    if (!working) {
      workforce.prepare();
      return () -> {};
    }
    Runnable evidence = EvidenceTimer.start(way, functions, closing);
    SecretUses uses = new SecretUses(foundation.ledger());
    closing.last(
        "use of secrets",
        new Metronome(
            "look who reads secrets",
            USES_EVERY,
            () -> uses.look(foundation.store(), Instant.now())));
    workforce.begin(functions);
    return evidence;
  }

  private Door open(
      DoorSettings doorway,
      Equipment equipment,
      FunctionInvoker functions,
      Runnable evidence,
      Map<String, String> environment) {
    DoorWiring.letOwnerIn(folder, foundation);
    return Door.start(
        doorway,
        DoorWiring.services(
            foundation,
            equipment,
            new TemporalRotations(client, () -> DoorWiring.open(foundation)),
            new TemporalEvents(client, environment),
            closing.last("incidents", new TemporalIncidents(foundation.ledger(), client)),
            new LedgerEvidence(foundation.ledger(), evidence),
            new LedgerNotices(foundation.ledger(), foundation.store(), functions),
            client,
            settings.ledger().isEmpty(),
            Surroundings.of(temporal.description(), temporal.durable())));
  }

  /** Where the door is. */
  public URI url() {
    return door.url();
  }

  /** The token of the person who runs this. */
  public String ownerToken() {
    return folder.text(DoorWiring.TOKEN_FILE, () -> "");
  }

  /** What everything stands on. */
  public Foundation foundation() {
    return foundation;
  }

  /** The Temporal server. */
  public TemporalService temporal() {
    return temporal;
  }

  /** A client of the Temporal server. */
  public WorkflowClient client() {
    return client;
  }

  /** The worker, if it is a process of its own. */
  public Optional<WorkerProcess> workerProcess() {
    return workforce.process();
  }

  /** Starts a new worker process, after the last one was killed. */
  public WorkerProcess startWorkerProcess() {
    return workforce.startProcess();
  }

  @Override
  public void close() {
    closing.close();
  }
}
