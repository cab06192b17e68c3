package dev.rekey.console.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionStage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A whole server with the real functions, its ledger on a PostgreSQL that logs every statement. */
public final class Installed implements AutoCloseable {
  /** The base64 of {@code binary/zlib}, as payloads say that they are compressed. */
  private static final String COMPRESSED = "YmluYXJ5L3psaWI";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final Path data;

  /** Where its ledger is. */
  public final PostgresServer ledger = PostgresServer.start();

  /** The server itself. */
  public final EmbeddedRuntime runtime;

  private final Map<String, String> said = new TreeMap<>();
  private final Map<String, String> histories = new TreeMap<>();

  /** Starts it; files are delivered to that folder alone. */
  public Installed(Path data, Path delivery) {
    this(data, delivery, Map.of());
  }

  /** The same with more variables in its environment. */
  public Installed(Path data, Path delivery, Map<String, String> more) {
    this.data = data;
    ServerSettings settings =
        new ServerSettings(
            data,
            0,
            true,
            Optional.of("jdbc:postgresql://127.0.0.1:" + ledger.port() + "/postgres"),
            List.of(delivery),
            List.of(),
            false);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("REKEY_LEDGER_USER", "postgres");
    environment.put("REKEY_LEDGER_PASSWORD", PostgresServer.PASSWORD);
    environment.putAll(more);
    runtime = EmbeddedRuntime.start(settings, ServerMain.EQUIPMENT, environment);
  }

  /** Runs a command whose output is to be scanned; it must end so. */
  public String rekey(int exit, String... words) {
    String output = secretly(exit, words);
    said.merge("the output of rekey " + String.join(" ", words), output, String::concat);
    return output;
  }

  /** Whether an order was taken, or is not needed any more: an answer of Temporal may be lost. */
  boolean took(String... words) {
    StringWriter output = new StringWriter();
    int exit = typed(output, words);
    said.merge("the output of rekey " + String.join(" ", words), output + "", String::concat);
    return exit == 0 || output.toString().contains("does not run any more");
  }

  /** Runs a command that may show a token, once. */
  String secretly(int exit, String... words) {
    StringWriter output = new StringWriter();
    assertThat(typed(output, words)).as(output.toString()).isEqualTo(exit);
    return output.toString();
  }

  private int typed(StringWriter output, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return Cli.of(new Rekey())
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(output))
        .execute(all.toArray(String[]::new));
  }

  /** Everything that commands said, by command. */
  Map<String, String> said() {
    return said;
  }

  /** Runs a command, whatever comes of it, and gives what it said. */
  public String tried(String... words) {
    StringWriter output = new StringWriter();
    typed(output, words);
    return output.toString();
  }

  /** Waits until the last rotation of a credential ended so, and keeps its history. */
  public void ended(String secret, String outcome) {
    await()
        .atMost(PATIENCE)
        .until(() -> rekey(0, "history", secret, "--limit", "1").contains(" " + outcome + " "));
    String id = "rotation/" + secret;
    histories.put("history " + histories.size(), runtime.client().fetchHistory(id).toJson(false));
  }

  /** Waits until the credential is in this state. */
  public void is(String secret, String state) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                rekey(0, "credential", "show", secret)
                    .lines()
                    .anyMatch(line -> line.matches("state +" + state)));
  }

  /** The exported histories of all workflows that ended, and those that a durable server lists. */
  Map<String, String> histories() {
    if (runtime.temporal().schedules()) {
      runtime
          .client()
          .listExecutions("")
          .map(one -> one.getExecution())
          .forEach(
              one ->
                  histories.put(
                      one.getWorkflowId() + " " + one.getRunId(),
                      runtime
                          .client()
                          .fetchHistory(one.getWorkflowId(), one.getRunId())
                          .toJson(false)));
    }
    histories.forEach(
        (name, history) -> {
          if (history.contains(COMPRESSED)) { // what nobody can read proves nothing
            throw new IllegalStateException(name + " holds what a scan for values does not see");
          }
        });
    return histories;
  }

  /** Every row of every table of the ledger. */
  Map<String, String> rows() {
    Map<String, String> rows = new TreeMap<>();
    for (String table :
        ledger.query(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                + " WHERE schemaname IN ('rekey', 'secret_store')")) {
      rows.put(
          "table " + table,
          String.join(
              "\n", ledger.query("SELECT row_to_json(t)::text || t::text FROM " + table + " t")));
    }
    return rows;
  }

  /** Every value that a secret ever had. */
  public List<Login> values(String secret) {
    SecretId id = new SecretId(secret);
    return runtime.foundation().store().versions(id).stream()
        .map(version -> runtime.foundation().store().read(id, version, Reader.rekey("test")))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The login that is current. */
  public Login current(String secret) {
    SecretId id = new SecretId(secret);
    var store = runtime.foundation().store();
    return store
        .read(
            id,
            Objects.requireNonNull(store.labels(id).get(VersionStage.AWSCURRENT)),
            Reader.rekey("test"))
        .orElseThrow();
  }

  @Override
  public void close() {
    runtime.close();
    ledger.close();
  }
}
