package dev.rekey.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentCredentialTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Credential FIRST = version("first");
  private static final Credential SECOND = version("second");

  private final FakeDoor door = new FakeDoor();

  private static Credential version(String name) {
    return new Credential(name, "orders_a", "password-of-" + name);
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_last_version_stays_while_the_door_is_away_and_a_newer_one_comes_when_it_is_back()
      throws Exception {
    door.publish(FIRST);
    try (CurrentCredential current = CurrentCredential.follow(door.client())) {
      assertThat(current.first(PATIENCE).version()).isEqualTo("first");
      door.down();
      assertThat(current.otherThan(FIRST, Duration.ofMillis(300))).isEmpty();
      assertThat(current.first(PATIENCE).version()).isEqualTo("first");
      door.publish(SECOND);
      door.up();
      assertThat(current.otherThan(FIRST, PATIENCE).map(Credential::version)).contains("second");
    }
  }

  @Test
  void an_acknowledgement_is_repeated_until_the_door_takes_it() throws Exception {
    door.publish(FIRST);
    try (CurrentCredential current = CurrentCredential.follow(door.client())) {
      Credential held = current.first(PATIENCE);
      door.refuseWith(503);
      CompletableFuture<Boolean> taken = CompletableFuture.supplyAsync(() -> told(current, held));
      await().atMost(PATIENCE).until(() -> door.refusals() > 1);
      assertThat(door.acknowledged()).isEmpty();
      door.refuseWith(0);
      assertThat(taken.get()).isTrue();
      assertThat(door.acknowledged()).containsExactly("first");
    }
  }

  @Test
  void a_newer_version_ends_the_attempts_to_acknowledge_an_older_one() throws Exception {
    door.publish(SECOND);
    try (CurrentCredential current = CurrentCredential.follow(door.client())) {
      assertThat(current.first(PATIENCE).version()).isEqualTo("second");
      assertThat(current.acknowledge(FIRST)).isFalse();
      assertThat(door.acknowledged()).isEmpty();
    }
  }

  @Test
  void without_a_first_version_it_says_so_in_time() {
    try (CurrentCredential current = CurrentCredential.follow(door.client())) {
      assertThatThrownBy(() -> current.first(Duration.ofMillis(50)))
          .isInstanceOf(DoorException.class)
          .hasMessage("No credential came from the door in time");
    }
  }

  @Test
  void a_token_never_travels_in_clear_text_over_a_network() {
    assertThatThrownBy(() -> RekeyClient.of(URI.create("http://rekey.example.org"), "t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
  }

  @Test
  void an_answer_that_cannot_be_read_is_not_quoted() {
    door.publish(new Credential("first", "orders_a", "half\"a password"));
    try (RekeyClient client = door.client()) {
      assertThatThrownBy(() -> client.newerThan(Optional.empty(), Duration.ZERO))
          .isInstanceOf(DoorException.class)
          .hasNoCause()
          .hasMessageNotContaining("password");
    }
  }

  @Test
  void a_wrong_token_is_refused_by_status() {
    try (RekeyClient client = RekeyClient.of(door.address(), "wrong")) {
      assertThatThrownBy(() -> client.acknowledge("first"))
          .isInstanceOfSatisfying(
              DoorException.class, refused -> assertThat(refused.status()).isEqualTo(401));
    }
  }

  @Test
  void the_token_file_is_read_at_each_call(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "old\n");
    Map<String, String> environment =
        Map.of("REKEY_URL", door.address().toString(), "REKEY_TOKEN_FILE", file.toString());
    try (RekeyClient client = RekeyClient.from(environment)) {
      assertThatThrownBy(() -> client.acknowledge("first")).isInstanceOf(DoorException.class);
      Files.writeString(file, FakeDoor.TOKEN + "\n");
      client.acknowledge("first");
      assertThat(door.acknowledged()).containsExactly("first");
    }
  }

  @Test
  void a_credential_has_no_text_and_no_json_form() {
    assertThat(FIRST.toString()).doesNotContain(FIRST.reveal());
    assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(FIRST))
        .rootCause()
        .hasMessage("A credential has no JSON form");
  }

  private static boolean told(CurrentCredential current, Credential held) {
    try {
      return current.acknowledge(held);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
