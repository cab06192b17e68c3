package dev.rekey.packages.deployment;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.activities.testing.PostgresServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Rekey as docs/deploy-on-aws.md deploys it: the stack, a real Temporal server, a ledger and a
 * target, a server process with the permissions of {@code ServerPolicies} and no others, and a
 * worker process with those of {@code WorkerPolicies}.
 */
final class DeployedWorld implements AutoCloseable {
  static final String SECRET = "orders/db";
  static final String FIRST_USER = "orders_a";
  static final String FIRST_PASSWORD = "planted-first-password-3e77";

  private static final String LEDGER_PASSWORD = "planted-ledger-password-91aa";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final System.Logger LOG = System.getLogger(DeployedWorld.class.getName());

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Path folder;
  private final int temporalPort;
  private final String serverRole = "rekey-server-" + UUID.randomUUID();
  private final Roles roles = last(new Roles());

  final PostgresServer ledger = last(PostgresServer.start());
  final PostgresServer target = last(PostgresServer.start());
  final SecretsManagerClient secrets =
      last(
          AwsEndpoint.client(
              SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create())));
  final Stack stack;

  DeployedWorld(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.temporalPort = freePort();
    boolean whole = false;
    try {
      startTemporal();
      forgetSecrets();
      last(this::forgetSecrets);
      prepareLedger();
      stack = last(Stack.deploy("rekey", parameters()));
      startServerAndWorker();
      enrol();
      whole = true;
    } finally {
      if (!whole) {
        close();
      }
    }
  }

  private <T extends AutoCloseable> T last(T part) {
    parts.push(part);
    return part;
  }

  private void startTemporal() throws IOException {
    last(
        Program.start(
            Map.of(),
            folder.resolve("temporal.log"),
            List.of(
                "temporal",
                "server",
                "start-dev",
                "--ip=127.0.0.1",
                "--port=" + temporalPort,
                "--headless",
                "--db-filename=" + folder.resolve("temporal.db"),
                "--log-level=error",
                "--sqlite-pragma=journal_mode=wal",
                "--sqlite-pragma=synchronous=normal")));
  }

  private void prepareLedger() {
    ledger.sql(
        "CREATE ROLE rekey LOGIN PASSWORD '" + LEDGER_PASSWORD + "'",
        "GRANT CREATE ON DATABASE postgres TO rekey");
    secrets.createSecret(
        request ->
            request
                .name("rekey/ledger")
                .secretString("{\"username\":\"rekey\",\"password\":\"" + LEDGER_PASSWORD + "\"}"));
  }

  private Map<String, String> parameters() {
    String secret = "arn:aws:secretsmanager:" + AwsEndpoint.REGION + ":*:secret:";
    Map<String, String> parameters = new HashMap<>();
    parameters.put("ManagedSecretArns", secret + "orders/*," + secret + "rotator/*");
    parameters.put("LedgerUrl", ledgerUrl());
    parameters.put("TemporalAddress", "127.0.0.1:" + temporalPort);
    parameters.put("Runtime", "provided.al2023");
    parameters.put("EndpointOverride", AwsEndpoint.uri().toString());
    parameters.put("ReadTrailDelay", "PT1S");
    parameters.put("SweepState", "DISABLED");
    parameters.put("ServerRoles", serverRole);
    return parameters;
  }

  private String ledgerUrl() {
    return "jdbc:postgresql://127.0.0.1:" + ledger.port() + "/postgres";
  }

  private void startServerAndWorker() throws IOException {
    Map<String, String> server = environment(serverRole, "ServerPolicies");
    server.put("REKEY_STORE", "secretsmanager");
    server.put("REKEY_KMS_KEY", stack.output("SecretsKeyArn"));
    server.put("REKEY_OWN_ROLES", stack.output("OwnRoles"));
    server.put("REKEY_CLOUDTRAIL_DELAY", "PT1S");
    server.put("REKEY_LEDGER", ledgerUrl());
    server.put("REKEY_LEDGER_PASSWORD", LEDGER_PASSWORD);
    Program running =
        last(
            Program.rekey(
                server,
                folder.resolve("server.log"),
                List.of("server", "--port=0", "--data=" + folder.resolve("data"))));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !running.alive() || running.said().contains("Rekey answers at"));
    if (!running.alive()) {
      throw new IllegalStateException(running.said());
    }
    last(
        Program.rekey(
            environment("rekey-worker-" + UUID.randomUUID(), "WorkerPolicies"),
            folder.resolve("worker.log"),
            List.of("worker")));
  }

  /** Where everything is, and a role with the policies of an output and no others. */
  private Map<String, String> environment(String role, String policies) {
    Map<String, String> environment =
        new HashMap<>(roles.session(role, stack.output(policies).split(" ", -1)));
    environment.put("AWS_REGION", AwsEndpoint.REGION.id());
    environment.put("AWS_ENDPOINT_URL", AwsEndpoint.uri().toString());
    environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + temporalPort);
    environment.put("REKEY_FUNCTIONS", "lambda");
    environment.put("REKEY_FUNCTION_ALIAS", "live");
    return environment;
  }

  private void enrol() throws IOException, InterruptedException {
    target.sql(
        "CREATE ROLE orders NOLOGIN",
        "CREATE ROLE " + FIRST_USER + " LOGIN IN ROLE orders PASSWORD '" + FIRST_PASSWORD + "'");
    Login rotator = target.rotator("rekey_rotator", "orders", FIRST_USER);
    Path given = Files.writeString(folder.resolve("orders.password"), FIRST_PASSWORD);
    Path admin = Files.writeString(folder.resolve("rotator.password"), rotator.value().reveal());
    String said =
        rekey(
            "credential",
            "add",
            SECRET,
            "--endpoint=127.0.0.1:" + target.port() + "/postgres",
            "--group=orders",
            "--user=" + FIRST_USER,
            "--password-file=" + given,
            "--rotator=rekey_rotator",
            "--rotator-password-file=" + admin,
            "--owner=erin",
            "--drain=1s");
    if (!said.startsWith("0 ")) {
      throw new IllegalStateException(said);
    }
  }

  /** Runs the command as the server's operator. Answers its exit code, and what it said. */
  String rekey(String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "command", ".log");
    List<String> all = new ArrayList<>(List.of(arguments));
    try (Program command =
        Program.rekey(
            Map.of("REKEY_DATA", folder.resolve("data").toString(), "REKEY_URL", url()),
            log,
            all)) {
      return command.ended();
    }
  }

  private String url() throws IOException {
    return Files.readString(folder.resolve("data/door.url")).strip();
  }

  /** The value that is current in AWS Secrets Manager, JSON. */
  String current() {
    return secrets.getSecretValue(request -> request.secretId(SECRET)).secretString();
  }

  /** Whether the target lets somebody in. */
  boolean letsIn(String user, String password) {
    try (Connection connection = target.connect(user, password)) {
      return connection.isValid(1);
    } catch (SQLException refused) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** An emulator remembers those of another deployment, and each wants to make its own. */
  private void forgetSecrets() {
    secrets.listSecretsPaginator().stream()
        .flatMap(page -> page.secretList().stream())
        .filter(secret -> secret.name().matches("(rekey|orders|rotator)/.*"))
        .forEach(
            secret ->
                secrets.deleteSecret(
                    request -> request.secretId(secret.arn()).forceDeleteWithoutRecovery(true)));
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) { // the others are to end all the same
        LOG.log(System.Logger.Level.WARNING, "A part of the world did not end", e);
      }
    }
  }
}
