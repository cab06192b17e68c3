package dev.rekey.console.bench;

import dev.rekey.activities.secret.Login;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.console.embedded.ledger.PostgresServer;
import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.WorkerLimits;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Rekey's own server and a PostgreSQL to rotate credentials of, in one folder. */
final class BenchWorld implements AutoCloseable {
  private static final Duration OLD = Duration.ofDays(30);

  /** Tells of each workflow that was under way when the worker was killed, with a stack trace. */
  private static final Logger CACHE = Logger.getLogger("com.google.common.cache.LocalCache");

  private final EmbeddedRuntime runtime;
  private final PostgresServer target;
  private final BenchDatabase database;
  private final Equipment equipment;
  private final TimedInvoker functions;
  private final FirstCalls firstCalls;
  private final RekeyWorker worker;

  /**
   * Starts both.
   *
   * @param connections how many sessions the PostgreSQL of the credentials has room for
   */
  BenchWorld(Path folder, boolean ephemeral, int connections) throws SQLException {
    ServerSettings settings =
        new ServerSettings(
            folder.resolve("rekey"), 0, ephemeral, Optional.empty(), List.of(), List.of(), false);
    this.runtime = EmbeddedRuntime.withoutWorker(settings, ServerMain.EQUIPMENT, System.getenv());
    this.target = PostgresServer.start(DataFolder.open(folder.resolve("target")), connections);
    this.database = new BenchDatabase(target.login());
    this.equipment = ServerMain.EQUIPMENT.make(foundation(), settings);
    this.functions = new TimedInvoker(EmbeddedFunctions.of(foundation(), equipment));
    this.firstCalls = new FirstCalls(functions);
    this.worker =
        RekeyWorker.start(runtime.client(), firstCalls, WorkerLimits.DEFAULT, Runbooks.load());
  }

  EmbeddedRuntime runtime() {
    return runtime;
  }

  Foundation foundation() {
    return runtime.foundation();
  }

  BenchDatabase database() {
    return database;
  }

  TimedInvoker functions() {
    return functions;
  }

  FirstCalls firstCalls() {
    return firstCalls;
  }

  /** Enrols the credentials {@code from} to {@code to}, exclusive, as being due since long ago. */
  void enrolDue(int from, int to) throws SQLException {
    enrol(from, to, Instant.now().minus(OLD));
  }

  /** Enrols them as of now, so that no sweep takes them. */
  void enrolFresh(int from, int to) throws SQLException {
    enrol(from, to, Instant.now());
  }

  private void enrol(int from, int to, Instant rotated) throws SQLException {
    addUsers(from, to);
    for (int i = from; i < to; i++) {
      VersionId version = version();
      Login first = database.first(i);
      CredentialRecord record =
          new CredentialRecord(database.credential(i), "bench", Tier.MEDIUM, policy());
      foundation().store().create(record.credential().secret(), version, first);
      equipment.inventory().enrol(record, version, "nobody", "bench", rotated);
    }
  }

  /** Makes the users of these credentials, which nobody enrols. */
  void addUsers(int from, int to) throws SQLException {
    database
        .addUsers(from, to)
        .forEach((secret, login) -> foundation().store().create(secret, version(), login));
  }

  /** Due after a week, without drain: what is measured is work, not waiting. */
  static RotationPolicy policy() {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    return new RotationPolicy(
        Duration.ofDays(7),
        usual.schedule(),
        usual.zone(),
        usual.windows(),
        Duration.ZERO,
        usual.freezes(),
        Duration.ZERO,
        usual.gateDeadline(),
        usual.stepDeadline());
  }

  /** How many rotations ended as rotated so far, whatever their reason. */
  long rotated() {
    return rotated(foundation());
  }

  /** The same by another ledger. */
  static long rotated(Foundation foundation) {
    return ended(foundation, "outcome = 'rotated'");
  }

  /** How many of those that were due. */
  long rotatedAsDue() {
    return ended(foundation(), "outcome = 'rotated' AND reason = 'SCHEDULED'");
  }

  private static long ended(Foundation foundation, String how) {
    return foundation
        .ledger()
        .first(
            "SELECT count(*)::int AS n FROM rekey.rotation WHERE " + how,
            row -> (long) row.number("n"))
        .orElse(0L);
  }

  /** The kind and version of the Temporal server. */
  String server() {
    return server(runtime);
  }

  /** The same of another runtime. */
  static String server(EmbeddedRuntime runtime) {
    String version =
        runtime
            .client()
            .getWorkflowServiceStubs()
            .blockingStub()
            .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
            .getServerVersion();
    return runtime.temporal().description() + ", version " + version;
  }

  /** A new one. */
  static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }

  @Override
  public void close() {
    CACHE.setLevel(Level.OFF);
    worker.kill();
    runtime.close();
    target.close();
  }
}
