package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.Wire;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.inventory.InventoryReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
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

  private record Typed(int exit, String out, String err) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_looks_sees_why_it_stands_still_and_how_it_ended(boolean ephemeral) throws Exception {
    Assumptions.assumeTrue(
        ephemeral || temporalIsThere(), "no temporal program on the PATH for the durable half");
    try (EmbeddedRuntime runtime = start(ephemeral)) {
      assertThat(runtime.url()).hasHost("127.0.0.1");
      enrol();
      target.failing(FailureCode.TARGET_UNAVAILABLE, "the database does not answer");
      assertThat(type("rotate", "orders/db", "--no-wait").exit()).isZero();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(type("status", "--stuck").out()).contains(EVERYTHING));
      for (String words : List.of("status", "credential show orders/db")) {
        assertThat(type(words.split(" ")).out()).as(words).contains(EVERYTHING);
      }
      for (String words : List.of("status", "status --stuck", "credential show orders/db")) {
        assertThat(type((words + " --json").split(" ")).out())
            .as(words)
            .contains("\"code\":\"TARGET_UNAVAILABLE\"", "\"advice\":\"Check", "\"attempts\":");
      }
      goBack();
      refuseEveryValue();
    }
  }

  private void goBack() {
    Typed back = type("withdraw", "orders/db", "--reason", "not tonight");
    assertThat(back.exit()).as(back.err()).isZero();
    target.honouring();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(type("history", "orders/db").out())
                    .contains("withdrawn", "create WITHDRAWN_ON_REQUEST", "not tonight"));
    assertThat(type("status", "--stuck").out()).contains("Nothing is stuck.");
    assertThat(type("credential", "show", "orders/db").out())
        .contains("last rotation", "withdrawn at", "not tonight")
        .doesNotContain("TARGET_UNAVAILABLE");
  }

  private void refuseEveryValue() {
    target.failing(FailureCode.VALUE_REJECTED, "the database refuses the value");
    Typed refused = type("rotate", "orders/db");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
    assertThat(refused.out())
        .contains(
            "orders/db is withdrawn",
            "create VALUE_REJECTED: the database refuses the value (values tried: 3)");
    assertThat(refused.err()).contains("Compare the password policy");
    assertThat(type("history", "orders/db").out().lines().filter(row -> row.contains("discarded")))
        .hasSize(2);
  }

  private static boolean temporalIsThere() {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(path -> Path.of(path, "temporal").toFile().canExecute());
  }

  private void enrol() throws Exception {
    String password = Files.writeString(data.resolve("pw"), "password-of-the-rotator\n").toString();
    String words =
        "credential add orders/db --endpoint 127.0.0.1:5432/orders --group orders --owner alice"
            + " --rotator rekey --drain 0s --user orders_a";
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--rotator-password-file", password, "--password-file", password));
    Typed added = type(all.toArray(String[]::new));
    assertThat(added.exit()).as(added.err()).isZero();
  }

  private EmbeddedRuntime start(boolean ephemeral) {
    ServerSettings settings =
        new ServerSettings(data, 0, ephemeral, Optional.empty(), List.of(), List.of(), false);
    Map<String, String> environment = ephemeral ? Map.of() : Map.of("PATH", System.getenv("PATH"));
    return EmbeddedRuntime.start(settings, this::equipment, environment);
  }

  private Equipment equipment(Foundation foundation, ServerSettings settings) {
    return new Equipment(
        Targets.only(PostgresUser.class, target),
        new ScriptedDelivery(),
        (secret, policy, since) -> since.plus(policy.maxAge()),
        new PlainInventory(foundation),
        (input, output, context) ->
            Wire.mapper().writeValue(output, new InventoryReply.DuePage(List.of(), false)));
  }

  private Typed type(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    int exit =
        Cli.of(new Rekey())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Typed(exit, out.toString(), err.toString());
  }
}
