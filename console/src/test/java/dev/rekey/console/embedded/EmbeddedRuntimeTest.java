package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.Wire;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.consumer.Credential;
import dev.rekey.consumer.CurrentCredential;
import dev.rekey.consumer.RekeyClient;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionStage;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EmbeddedRuntimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final SecretId ORDERS = new SecretId("orders/db");

  @TempDir Path data;

  private final PlainTarget target = new PlainTarget();

  private record Typed(int exit, String out, String err) {}

  @Test
  void everything_on_one_machine_from_enrolment_to_history() throws Exception {
    try (EmbeddedRuntime runtime = start()) {
      enrol();
      rotateUnder(runtime, tokenOfNewConsumer());
      await().atMost(PATIENCE).until(() -> type("history", "orders/db").out().contains("rotated"));
      assertThat(runtime.foundation().store().labels(ORDERS)).containsKey(VersionStage.AWSCURRENT);
      assertThat(type("status").out()).contains("1 credentials", "NOT durable");
      assertThat(type("principal", "list").out()).contains(System.getProperty("user.name"));
      assertThatThrownBy(this::start)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Another Rekey server");
    }
    try (EmbeddedRuntime again = start()) {
      assertThat(type("history").out()).contains("rotated");
      assertThat(again.foundation().store().versions(ORDERS)).hasSize(2);
    }
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

  private String tokenOfNewConsumer() {
    Typed consumer =
        type("consumer", "add", "checkout", "--credential", "orders/db", "--owner", "bob");
    assertThat(consumer.exit()).as(consumer.err()).isZero();
    return consumer.out().strip();
  }

  private void rotateUnder(EmbeddedRuntime runtime, String token) throws Exception {
    try (CurrentCredential current =
        CurrentCredential.follow(RekeyClient.of(runtime.url(), token))) {
      Credential first = current.first(PATIENCE);
      assertThat(first.identity()).isEqualTo("orders_a");
      assertThat(current.acknowledge(first)).isTrue();
      Typed rotated = type("rotate", "orders/db", "--no-wait");
      assertThat(rotated.exit()).as(rotated.err()).isZero();
      Credential second = current.otherThan(first, PATIENCE).orElseThrow();
      assertThat(second.identity()).isEqualTo("orders_b");
      assertThat(target.honours("orders_a")).isTrue();
      assertThat(current.acknowledge(second)).isTrue();
      await().atMost(PATIENCE).until(() -> !target.honours("orders_a"));
    }
  }

  private EmbeddedRuntime start() {
    ServerSettings settings =
        new ServerSettings(data, 0, true, Optional.empty(), List.of(), List.of(), false);
    return EmbeddedRuntime.start(settings, this::equipment, Map.of());
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
    CommandLine rekey = Cli.of(new Rekey());
    int exit =
        rekey
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Typed(exit, out.toString(), err.toString());
  }
}
