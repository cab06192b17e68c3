package dev.rekey.console.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path parent;

  @Test
  void a_given_address_comes_first() {
    Map<String, String> environment = Map.of("TEMPORAL_ADDRESS", "temporal.example.org:7233");
    try (TemporalService temporal = TemporalService.choose(folder(), true, environment)) {
      assertThat(temporal.address()).isEqualTo("temporal.example.org:7233");
      assertThat(temporal.durable()).isTrue();
    }
  }

  @Test
  void without_any_it_says_in_one_sentence_how_to_get_one() {
    assertThatThrownBy(() -> TemporalService.choose(folder(), false, Map.of()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll("PATH", "TEMPORAL_ADDRESS", "--ephemeral");
  }

  @Test
  void the_ephemeral_one_answers_on_loopback_alone_and_is_not_durable() throws Exception {
    try (TemporalService temporal = TemporalService.choose(folder(), true, Map.of())) {
      assertThat(temporal.durable()).isFalse();
      assertThat(temporal.schedules()).isFalse();
      assertThat(FrontendProbe.answers(temporal.address(), PATIENCE, () -> true)).isTrue();
      int port = Integer.parseInt(temporal.address().replaceAll(".*:", ""));
      assertThat(otherAddresses()).noneMatch(address -> open(address, port));
    }
  }

  @Test
  void the_dev_server_is_started_again_when_it_dies_and_ends_with_us() {
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
    Assumptions.assumeTrue(
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(path -> Path.of(path, "temporal").toFile().canExecute()),
        "no temporal program on the PATH");
    ProcessHandle second;
    try (TemporalService temporal = TemporalService.choose(folder(), false, environment)) {
      assertThat(temporal.durable()).isTrue();
      ProcessHandle first = ((DevServer) temporal).handle();
      first.descendants().forEach(ProcessHandle::destroyForcibly);
      await().atMost(PATIENCE).until(() -> !first.isAlive());
      assertThat(FrontendProbe.answers(temporal.address(), PATIENCE, () -> true)).isTrue();
      second = ((DevServer) temporal).handle();
    }
    await().atMost(PATIENCE).until(() -> !second.isAlive());
  }

  private DataFolder folder() {
    return DataFolder.open(parent);
  }

  private static List<InetAddress> otherAddresses() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static boolean open(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
