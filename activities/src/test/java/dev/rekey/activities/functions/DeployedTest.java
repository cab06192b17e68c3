package dev.rekey.activities.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.activities.store.embedded.KeyFile;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a snapshot would hold, looked at by calling the hooks in this JVM. That two environments
 * restored from one snapshot draw different chance can only be seen on AWS, which promises it for
 * {@code SecureRandom} on its managed runtimes.
 */
class DeployedTest {
  private static final SecretId ROTATOR = new SecretId("rotator/deployed");

  @TempDir Path folder;

  private final PostgresServer server = PostgresServer.start();
  private final LedgerDatabase ledger = new LedgerDatabase();
  private final List<String> lines = new ArrayList<>();
  private EmbeddedSecretStore store;
  private PostgresUser spec;

  @BeforeEach
  void enrol() {
    server.sql("CREATE ROLE deployed");
    Login rotator = server.rotator("rotator", "deployed");
    store = EmbeddedSecretStore.open(ledger.ledger(), new KeyFile(folder.resolve("keys")));
    spec =
        new PostgresUser(
            new SecretId("deployed/db"),
            List.of(server.endpoint()),
            ROTATOR,
            AlternatingUsers.of("deployed"),
            PasswordPolicy.DEFAULT);
    Login first = new Login("deployed_a", SecretValue.of("planted-first-password-0a9b"));
    try (PostgresTarget target = new PostgresTarget()) {
      target.install(spec, rotator, first, new Login("deployed_b", first.value()));
    }
    store.create(ROTATOR, version(), rotator);
    store.create(spec.secret(), version(), first);
  }

  @AfterEach
  void close() {
    ledger.close();
    server.close();
  }

  @Test
  void a_step_works_before_a_snapshot_and_after_each_restore_of_it() throws Exception {
    Deployed function = rotation();
    VersionId version = version();
    assertThat(run(function, version, RotationStep.CREATE)).isInstanceOf(StepResult.Done.class);
    for (RotationStep next : List.of(RotationStep.DEPLOY, RotationStep.VERIFY)) {
      function.beforeCheckpoint(Core.getGlobalContext());
      function.afterRestore(Core.getGlobalContext());
      assertThat(run(function, version, next)).isInstanceOf(StepResult.Done.class);
    }
  }

  @Test
  void no_connection_is_in_the_snapshot() throws Exception {
    Deployed function = rotation();
    run(function, version(), RotationStep.CREATE);
    assertThat(server.query(sessions("usename = 'rotator'"))).isNotEqualTo(List.of("0"));
    assertThat(toLedger()).isPositive();
    function.beforeCheckpoint(Core.getGlobalContext());
    await().until(() -> server.query(sessions("usename = 'rotator'")).equals(List.of("0")));
    await().until(() -> toLedger() == 0);
  }

  @Test
  void two_restores_mint_two_values() throws Exception {
    Deployed function = rotation();
    VersionId one = version();
    VersionId other = version();
    function.beforeCheckpoint(Core.getGlobalContext());
    function.afterRestore(Core.getGlobalContext());
    run(function, one, RotationStep.CREATE);
    String minted = value(one);
    run(function, one, RotationStep.WITHDRAW);
    function.beforeCheckpoint(Core.getGlobalContext());
    function.afterRestore(Core.getGlobalContext());
    assertThat(run(function, other, RotationStep.CREATE)).isInstanceOf(StepResult.Done.class);
    assertThat(value(other)).isNotEqualTo(minted);
  }

  @Test
  void a_ledger_that_is_not_fit_is_an_answer_until_it_is() throws Exception {
    ledger.ledger().change("UPDATE rekey.flyway_schema_history SET version = 'x' || version");
    Deployed function = rotation();
    assertThat(run(function, version(), RotationStep.CREATE))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> assertThat(failed.reason()).contains("older than this function"));
    ledger.ledger().change("UPDATE rekey.flyway_schema_history SET version = substr(version, 2)");
    assertThat(run(function, version(), RotationStep.CREATE)).isInstanceOf(StepResult.Done.class);
    assertThat(lines).hasSize(2);
  }

  @Test
  void a_call_is_one_line_whose_metrics_are_told_apart_by_a_few_words_and_never_by_the_secret()
      throws Exception {
    VersionId version = version();
    run(rotation(), version, RotationStep.CREATE);
    JsonNode line = Wire.mapper().readTree(lines.getFirst());
    assertThat(line.path("secret").asText()).isEqualTo("deployed/db");
    assertThat(line.path("version").asText()).isEqualTo(version.value());
    assertThat(line.path("_aws").findValues("Dimensions").stream().map(JsonNode::toString).toList())
        .containsExactly(
            "[[\"kind\",\"step\",\"result\"]]", "[[\"kind\",\"step\"]]", "[[\"kind\"]]");
    assertThat(List.of(line.path("kind"), line.path("step"), line.path("result")))
        .extracting(JsonNode::asText)
        .containsExactly("postgres-user", "CREATE", "done");
  }

  private Deployed rotation() {
    Map<String, String> environment =
        Map.of(
            "REKEY_LEDGER", ((HikariDataSource) ledger.source()).getJdbcUrl(),
            "REKEY_LEDGER_USER", "postgres",
            "REKEY_KEY_FILE", folder.resolve("keys").toString());
    return new Deployed(
        "postgres-user",
        () -> {
          PostgresTarget target = new PostgresTarget();
          return FunctionSettings.of(environment)
              .rotation(Targets.only(PostgresUser.class, target))
              .with(target);
        },
        StepResult.Failed::new,
        lines::add);
  }

  private StepResult run(Deployed function, VersionId version, RotationStep step)
      throws IOException {
    StepRequest request =
        new StepRequest(step, spec, version, RotationReason.REQUESTED, "ann", Optional.empty());
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(Wire.mapper().writeValueAsBytes(request)), answer, context());
    return Wire.mapper().readValue(answer.toByteArray(), StepResult.class);
  }

  /** Every text of it is the name of the question. */
  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> method.getName());
  }

  private String value(VersionId version) {
    return store.read(spec.secret(), version, Reader.rekey("test")).orElseThrow().value().reveal();
  }

  private int toLedger() {
    return ledger
        .ledger()
        .first(
            sessions("datname = current_database() AND application_name = 'rekey-function'"),
            row -> row.number("n"))
        .orElseThrow();
  }

  private static String sessions(String which) {
    return "SELECT count(*) AS n FROM pg_stat_activity WHERE " + which;
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
