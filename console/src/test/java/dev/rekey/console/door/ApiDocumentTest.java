package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.Credentials;
import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Document and door describe the same API; {@link OpenDoor} holds every other answer against it.
 */
class ApiDocumentTest {
  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void every_route_is_described_and_every_description_is_a_route() {
    assertThat(new ApiDocument().routes()).isEqualTo(door.routes());
  }

  @Test
  void what_is_long_is_described_to_its_last_field() {
    assertThat(door.enrol().status()).isEqualTo(201);
    SecretId secret = new SecretId("orders/db");
    door.rotations.block(
        secret,
        List.of(
            new UserOfOld.ConsumerBehind(new ConsumerId("shop"), "ann", "an older version"),
            new UserOfOld.OpenSession("orders_a", "shop", "10.0.0.1", Instant.EPOCH),
            new UserOfOld.EncryptedUnder("orders/db", "a-key"),
            new UserOfOld.EndpointBehind("www.example.org:443", "127.0.0.1", "is silent"),
            new UserOfOld.UnknownReader("somebody", Instant.EPOCH),
            new UserOfOld.LateLog(Instant.EPOCH),
            new UserOfOld.KeyCaller(
                "AKIA0123456789ABCDEF", "aws-cli/2", "203.0.113.9", Instant.EPOCH),
            new UserOfOld.KeyUse("AKIA0123456789ABCDEF", "s3", "eu-central-1", Instant.EPOCH)));
    for (String path : List.of("/v1/rotations", "/v1/status", "/v1/history", "/v1/credentials")) {
      assertThat(door.get(door.ann, path).status()).isEqualTo(200);
    }
    Answer stored = door.get(door.ann, "/v1/stored-secrets?limit=10");
    assertThat(stored.json().toString()).contains("\"enrolled\":true", "\"enrolled\":false");
    assertThat(door.get(door.ann, "/v1/stored-secrets?limit=0").status()).isEqualTo(400);
    assertThat(door.inventory.remember(Credentials.alternating()).steps()).isNotEmpty();
    Answer history = door.get(door.ann, "/v1/history?secret=orders/db");
    assertThat(history.json().get(0).path("steps").get(0).path("facts")).isNotEmpty();
    Answer sweep = door.post(door.ann, "/v1/sweeps", "{\"dryRun\": true}");
    assertThat(sweep.json().path("due")).isNotEmpty();
    assertThat(door.post(door.ann, "/v1/sweeps", "{}").status()).isEqualTo(200);
    String withdrawal = "{\"secret\": \"orders/db\", \"reason\": \"changed our minds\"}";
    assertThat(door.post(door.ann, "/v1/rotations/withdrawals", withdrawal).status())
        .isEqualTo(202);
    assertThat(door.post(door.ann, "/v1/rotations/withdrawals", withdrawal).status())
        .isEqualTo(409);
  }

  @Test
  void every_kind_of_consumer_is_described() {
    door.enrol();
    door.consumer("pulling");
    String push =
        """
        {"consumer": {"kind": "file", "id": "pushed", "secret": "orders/db", "owner": "ann",
                      "path": "/etc/shop/db", "reload": ["systemctl", "reload", "shop"]}}\
        """;
    assertThat(door.post(door.ann, "/v1/consumers", push).status()).isEqualTo(201);
    assertThat(door.get(door.ann, "/v1/consumers?secret=orders/db").json()).hasSize(2);
  }
}
