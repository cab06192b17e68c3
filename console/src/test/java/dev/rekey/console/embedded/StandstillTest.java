package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.console.cli.Typed;
import dev.rekey.model.FailureCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a rotation that stands still, and afterwards. */
class StandstillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String[] EVERYTHING = {
    "orders/db",
    "create: stuck since",
    "TARGET_UNAVAILABLE at create (",
    " times since ",
    "the database does not answer",
    "Check the network and the target; the step is tried again."
  };

  @TempDir Path data;

  private final PlainTarget target = new PlainTarget();

  private OneMachine machine;

  @BeforeEach
  void switchOn() {
    machine = new OneMachine(data, target);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_looks_sees_why_it_stands_still_and_how_it_ended(boolean ephemeral) throws Exception {
    Assumptions.assumeTrue(
        ephemeral || temporalIsThere(), "no temporal program on the PATH for the durable half");
    try (EmbeddedRuntime runtime = machine.start(ephemeral)) {
      assertThat(runtime.url()).hasHost("127.0.0.1");
      machine.enrol();
      target.failing(FailureCode.TARGET_UNAVAILABLE, "the database does not answer");
      assertThat(machine.type("rotate", "orders/db", "--no-wait").exit()).isZero();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(machine.type("status", "--stuck").out()).contains(EVERYTHING));
      for (String words : List.of("status", "credential show orders/db")) {
        assertThat(machine.type(words.split(" ")).out()).as(words).contains(EVERYTHING);
      }
      for (String words : List.of("status", "status --stuck", "credential show orders/db")) {
        assertThat(machine.type((words + " --json").split(" ")).out())
            .as(words)
            .contains("\"code\":\"TARGET_UNAVAILABLE\"", "\"advice\":\"Check", "\"attempts\":");
      }
      goBack();
      refuseEveryValue();
    }
  }

  private void goBack() {
    Typed back = machine.type("withdraw", "orders/db", "--reason", "not tonight");
    assertThat(back.exit()).as(back.err()).isZero();
    target.honouring();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(machine.type("history", "orders/db").out())
                    .contains("withdrawn", "create WITHDRAWN_ON_REQUEST", "not tonight"));
    assertThat(machine.type("status", "--stuck").out()).contains("Nothing is stuck.");
    assertThat(machine.type("credential", "show", "orders/db").out())
        .contains("last rotation", "withdrawn at", "not tonight")
        .doesNotContain("TARGET_UNAVAILABLE");
  }

  private void refuseEveryValue() {
    target.failing(FailureCode.VALUE_REJECTED, "the database refuses the value");
    Typed refused = machine.type("rotate", "orders/db");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
    assertThat(refused.out())
        .contains(
            "orders/db is withdrawn",
            "create VALUE_REJECTED: the database refuses the value (values tried: 3)");
    assertThat(refused.err()).contains("Compare the password policy");
    assertThat(
            machine
                .type("history", "orders/db")
                .out()
                .lines()
                .filter(row -> row.contains("discarded")))
        .hasSize(2);
  }

  private static boolean temporalIsThere() {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(path -> Path.of(path, "temporal").toFile().canExecute());
  }
}
