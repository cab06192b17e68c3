package dev.rekey.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.embedded.EmbeddedSecretStore;
import dev.rekey.activities.store.embedded.KeyFile;
import dev.rekey.activities.target.EveryTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.testing.LambdaRuntime;
import dev.rekey.activities.testing.LambdaRuntime.Answer;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.SecretScan;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package as AWS runs it: the jars in it and no other, a JVM of its own, AWS's runtime
 * interface client, bytes in and out.
 */
class PackagedRotationTest {
  private static final SecretId ROTATOR = new SecretId("rotator/lambda");

  private static final List<RotationStep> ROUTINE =
      List.of(RotationStep.CREATE, RotationStep.DEPLOY, RotationStep.VERIFY, RotationStep.REVOKE);

  @TempDir Path folder;

  private final PostgresServer server = PostgresServer.start();
  private final LedgerDatabase ledger = new LedgerDatabase();
  private final Login first = new Login("lambda_a", SecretValue.of("planted-first-password-0a9b"));
  private final VersionId next = version();
  private PostgresUser spec;
  private Login rotator;
  private EmbeddedSecretStore store;

  @BeforeEach
  void enrol() {
    server.sql("CREATE ROLE lambda");
    rotator = server.rotator("rotator", "lambda");
    store = EmbeddedSecretStore.open(ledger.ledger(), new KeyFile(folder.resolve("keys")));
    spec = spec(server);
    new EveryTarget().of(spec).install(spec, rotator, first, new Login("lambda_b", first.value()));
    store.create(ROTATOR, version(), rotator);
    store.create(spec.secret(), version(), first);
  }

  @AfterEach
  void close() {
    ledger.close();
    server.close();
  }

  @Test
  void a_rotation_runs_step_by_step_under_the_lambda_runtime_interface() throws Exception {
    Path log = folder.resolve("function.log");
    String planted = rotator.value().reveal().replaceAll("[^A-Za-z0-9]", "");
    try (LambdaRuntime lambda = function(ledger, folder.resolve("keys"), log)) {
      for (RotationStep step : ROUTINE) {
        assertThat(run(lambda, spec, next, step)).isInstanceOf(StepResult.Done.class);
      }
      assertThat(lambda.invoke("{\"step\":\"" + planted + "\",\"version\":7}"))
          .isEqualTo(
              new Answer(
                  "{\"result\":\"failed\",\"code\":\"BAD_REQUEST\",\"reason\":"
                      + "\"The request is no step of a rotation\"}",
                  false));
    }
    Login fresh = store.read(spec.secret(), next, Reader.rekey("test")).orElseThrow();
    assertThat(verdict(spec, fresh)).isEqualTo(Trial.Verdict.ACCEPTED);
    assertThat(verdict(spec, first)).isEqualTo(Trial.Verdict.REFUSED);
    saysNoValueAndOneLineForEachCall(Files.readString(log), fresh, planted);
  }

  private void saysNoValueAndOneLineForEachCall(String said, Login fresh, String planted) {
    SecretScan scan = new SecretScan();
    scan.plant("a value in the wrong place", planted);
    for (Login login : List.of(first, fresh, rotator)) {
      scan.plant("the value of " + login.identity(), login.value().reveal());
    }
    assertThat(scan.findings("the function's output", said)).isEmpty();
    assertThat(said).doesNotContain("SLF4J");
    assertThat(said.lines().filter(line -> line.startsWith("{")).map(PackagedRotationTest::told))
        .containsExactly(
            "CREATE done NONE true",
            "DEPLOY done NONE false",
            "VERIFY done NONE false",
            "REVOKE done NONE false",
            "none failed BAD_REQUEST false");
  }

  private LambdaRuntime function(LedgerDatabase ledger, Path keys, Path log) throws Exception {
    String url = ((HikariDataSource) ledger.source()).getJdbcUrl();
    return new LambdaRuntime(
        "dev.rekey.activities.functions.PostgresUserFunction::handleRequest",
        Packages.classPath(Packages.unpacked("rekey-postgres-user", folder)),
        Map.of(
            "REKEY_LEDGER",
            url,
            "REKEY_LEDGER_USER",
            "postgres",
            "REKEY_KEY_FILE",
            keys.toString()),
        log,
        Duration.ofMinutes(1));
  }

  private static String told(String line) {
    try {
      JsonNode told = Wire.mapper().readTree(line);
      assertThat(told.path("traceId").asText()).isEqualTo(LambdaRuntime.TRACE_ID);
      return Stream.of("step", "result", "code", "coldStart")
          .map(field -> told.path(field).asText())
          .collect(Collectors.joining(" "));
    } catch (IOException notOneLineOfJson) {
      return line;
    }
  }

  private static StepResult run(
      LambdaRuntime lambda, PostgresUser spec, VersionId version, RotationStep step)
      throws Exception {
    StepRequest request =
        new StepRequest(step, spec, version, RotationReason.REQUESTED, "ann", Optional.empty());
    Answer answer = lambda.invoke(Wire.mapper().writeValueAsString(request));
    assertThat(answer.error()).as(answer.body()).isFalse();
    return Wire.mapper().readValue(answer.body(), StepResult.class);
  }

  private static PostgresUser spec(PostgresServer server) {
    return new PostgresUser(
        new SecretId("lambda/db"),
        List.of(server.endpoint()),
        ROTATOR,
        AlternatingUsers.of("lambda"),
        PasswordPolicy.DEFAULT);
  }

  private static Trial.Verdict verdict(PostgresUser spec, Login login) {
    return new EveryTarget().of(spec).tryOut(spec, login).getFirst().verdict();
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
