package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumptionTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final VersionId NEXT = new VersionId("22222222-2222-2222-2222-222222222222");
  private static final Executor BESIDE = work -> Thread.ofVirtual().start(work);

  @AutoClose private final OpenDoor door = new OpenDoor();
  private String token = "";

  @BeforeEach
  void enrol() {
    door.enrol();
    token = door.consumer("orders-service");
  }

  @Test
  void gives_the_current_version_with_its_value() {
    Answer given = door.get(token, "/v1/consumption");
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.json().path("identity").asString()).isEqualTo("orders_a");
    assertThat(given.json().path("value").asString()).isEqualTo(OpenDoor.PASSWORD);
  }

  @Test
  void says_nothing_while_the_consumer_holds_the_current_version() {
    assertThat(door.get(token, held(0)).status()).isEqualTo(204);
  }

  @Test
  void everybody_who_waits_hears_of_a_newer_version() {
    String waiting = held(30);
    List<CompletableFuture<Answer>> waiters =
        IntStream.range(0, 50)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> door.get(token, waiting), BESIDE))
            .toList();
    VersionId first = new VersionId(current());
    door.store.stage(SECRET, NEXT, new Login("orders_b", SecretValue.of("Newer-Value-Of-B-17")));
    door.store.promote(SECRET, first, NEXT);
    for (CompletableFuture<Answer> waiter : waiters) {
      assertThat(waiter.join().json().path("version").asString()).isEqualTo(NEXT.value());
    }
  }

  @Test
  void closing_the_door_sends_the_waiting_away() {
    String path = held(60);
    CompletableFuture<Answer> waiter =
        CompletableFuture.supplyAsync(() -> door.get(token, path), BESIDE);
    await().until(() -> !waiter.isDone());
    door.close();
    await().until(waiter::isDone);
  }

  @Test
  void an_acknowledgement_is_kept_and_the_rotation_looks_again() {
    String version = current();
    door.rotations.lookedAgain.clear();
    Answer taken = door.post(token, "/v1/acknowledgements", "{\"version\": \"" + version + "\"}");
    assertThat(taken.status()).isEqualTo(204);
    assertThat(door.consumers.acknowledged(SECRET))
        .containsEntry(new ConsumerId("orders-service"), new VersionId(version));
    assertThat(door.rotations.lookedAgain).containsExactly(SECRET);
  }

  @Test
  void nobody_acknowledges_a_version_that_does_not_exist() {
    Answer refused = door.post(token, "/v1/acknowledgements", "{\"version\": \"" + NEXT + "\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(door.consumers.acknowledged(SECRET)).isEmpty();
  }

  @Test
  void registering_again_replaces_the_token() {
    String second = door.consumer("orders-service");
    assertThat(door.get(token, "/v1/consumption").status()).isEqualTo(401);
    assertThat(door.get(second, "/v1/consumption").status()).isEqualTo(200);
  }

  @Test
  void a_webhook_gets_a_token_and_its_signing_key_once() {
    String body =
        """
        {"consumer": {"kind": "webhook", "id": "hook", "secret": "orders/db", "owner": "ann",
                      "url": "https://hook.example/rekey", "signingKey": "hook/key"}}\
        """;
    Answer registered = door.post(door.ann, "/v1/consumers", body);
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.json().path("signingKey").asString()).hasSize(64);
    assertThat(door.post(door.ann, "/v1/consumers", body).json().path("signingKey").isNull())
        .isTrue();
  }

  private String held(int seconds) {
    return "/v1/consumption?waitSeconds=" + seconds + "&held=" + current();
  }

  private String current() {
    return door.get(token, "/v1/consumption").json().path("version").asString();
  }
}
