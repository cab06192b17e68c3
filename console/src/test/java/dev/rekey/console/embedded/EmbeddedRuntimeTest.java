package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.console.cli.Typed;
import dev.rekey.consumer.Credential;
import dev.rekey.consumer.CurrentCredential;
import dev.rekey.consumer.RekeyClient;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionStage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRuntimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final SecretId ORDERS = new SecretId("orders/db");

  @TempDir Path data;

  private final PlainTarget target = new PlainTarget();

  private OneMachine machine;

  @BeforeEach
  void switchOn() {
    machine = new OneMachine(data, target);
  }

  @Test
  void everything_on_one_machine_from_enrolment_to_history() throws Exception {
    try (EmbeddedRuntime runtime = machine.start(true)) {
      machine.enrol();
      rotateUnder(runtime, tokenOfNewConsumer());
      await()
          .atMost(PATIENCE)
          .until(() -> machine.type("history", "orders/db").out().contains("rotated"));
      assertThat(runtime.foundation().store().labels(ORDERS)).containsKey(VersionStage.AWSCURRENT);
      assertThat(machine.type("status").out()).contains("1 credentials", "NOT durable");
      assertThat(machine.type("principal", "list").out()).contains(System.getProperty("user.name"));
      assertThatThrownBy(() -> machine.start(true))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Another Rekey server");
    }
    try (EmbeddedRuntime again = machine.start(true)) {
      assertThat(machine.type("history").out()).contains("rotated");
      assertThat(again.foundation().store().versions(ORDERS)).hasSize(2);
    }
  }

  private String tokenOfNewConsumer() {
    Typed consumer =
        machine.type("consumer", "add", "checkout", "--credential", "orders/db", "--owner", "bob");
    assertThat(consumer.exit()).as(consumer.err()).isZero();
    return consumer.out().strip();
  }

  private void rotateUnder(EmbeddedRuntime runtime, String token) throws Exception {
    try (CurrentCredential current =
        CurrentCredential.follow(RekeyClient.of(runtime.url(), token))) {
      Credential first = current.first(PATIENCE);
      assertThat(first.identity()).isEqualTo("orders_a");
      assertThat(current.acknowledge(first)).isTrue();
      Typed rotated = machine.type("rotate", "orders/db", "--no-wait");
      assertThat(rotated.exit()).as(rotated.err()).isZero();
      Credential second = current.otherThan(first, PATIENCE).orElseThrow();
      assertThat(second.identity()).isEqualTo("orders_b");
      assertThat(target.honours("orders_a")).isTrue();
      assertThat(current.acknowledge(second)).isTrue();
      await().atMost(PATIENCE).until(() -> !target.honours("orders_a"));
    }
  }
}
