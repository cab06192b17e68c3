package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering consumers and removing them. */
class ConsumersTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final ConsumerId SHOP = new ConsumerId("shop");
  private static final String REMOVAL = "/v1/consumers?name=shop&reason=shut%20down";
  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void enrol() {
    door.enrol();
  }

  @Test
  void a_removed_consumer_is_registered_no_more_and_its_token_is_worth_nothing() {
    String token = door.consumer("shop");
    door.consumers.acknowledge(SHOP, SECRET, current(token), Instant.EPOCH);
    Answer removed = door.delete(door.ann, REMOVAL);
    assertThat(removed.status()).isEqualTo(200);
    assertThat(door.calls.last().secret()).contains(SECRET);
    assertThat(removed.json().path("acknowledged").isNull()).isFalse();
    assertThat(removed.json().path("awaited").asBoolean()).isFalse();
    assertThat(door.get(token, "/v1/consumption").status()).isEqualTo(401);
    assertThat(door.consumers.of(SECRET)).isEmpty();
    assertThat(door.consumers.acknowledged(SECRET)).isEmpty();
    assertThat(door.consumers.removals).containsExactly("shop by ann: shut down");
    assertThat(door.delete(door.ann, REMOVAL).status()).isEqualTo(404);
  }

  @Test
  void removing_whom_a_rotation_waits_for_says_so_and_the_rotation_looks_again() {
    door.consumer("shop");
    door.inventory.rotating(SECRET, door.rotations.block(SECRET));
    door.rotations.lookedAgain.clear();
    assertThat(door.delete(door.ann, REMOVAL).json().path("awaited").asBoolean()).isTrue();
    assertThat(door.rotations.lookedAgain).containsExactly(SECRET);
  }

  @Test
  void only_a_person_removes_a_consumer() {
    String token = door.consumer("shop");
    assertThat(door.delete(door.robot, REMOVAL).status()).isEqualTo(403);
    assertThat(door.delete(token, REMOVAL).status()).isEqualTo(403);
    assertThat(door.consumers.of(SECRET)).hasSize(1);
    assertThat(door.get(token, "/v1/consumption").status()).isEqualTo(200);
  }

  @Test
  void removing_names_why_and_a_dry_run_changes_nothing() {
    String token = door.consumer("shop");
    assertThat(door.delete(door.ann, "/v1/consumers?name=shop").status()).isEqualTo(400);
    assertThat(door.delete(door.ann, "/v1/consumers?name=shop&reason=%20").status()).isEqualTo(400);
    Answer tried = door.delete(door.ann, REMOVAL + "&dryRun=true");
    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.json().path("dryRun").asBoolean()).isTrue();
    assertThat(door.consumers.of(SECRET)).hasSize(1);
    assertThat(door.get(token, "/v1/consumption").status()).isEqualTo(200);
  }

  @Test
  void a_file_that_has_a_persons_name_is_removed_and_the_person_stays() {
    assertThat(door.post(door.ann, "/v1/consumers", push("bob"))).returns(201, Answer::status);
    assertThat(door.delete(door.ann, "/v1/consumers?name=bob&reason=gone").status()).isEqualTo(200);
    assertThat(door.get(door.bob, "/v1/status").status()).isEqualTo(200);
  }

  @Test
  void a_removed_name_is_registered_anew_with_another_token_but_never_as_a_person() {
    String first = door.consumer("shop");
    door.delete(door.ann, REMOVAL);
    String person = "{\"name\": \"shop\", \"kind\": \"PERSON\"}";
    assertThat(door.post(door.ann, "/v1/principals", person).status()).isEqualTo(409);
    String second = door.consumer("shop");
    assertThat(door.get(first, "/v1/consumption").status()).isEqualTo(401);
    assertThat(door.get(second, "/v1/consumption").status()).isEqualTo(200);
  }

  @Test
  void f22_a_consumer_that_is_registered_in_the_middle_of_a_rotation_is_looked_for_at_once() {
    door.rotations.block(SECRET);
    door.consumer("shop");
    assertThat(door.rotations.lookedAgain).containsExactly(SECRET);
  }

  @Test
  void whoever_could_not_be_told_is_refused_in_the_words_of_a_rotation_and_not_registered() {
    door.delivery.goDown(SHOP);
    String body = hook("shop/key");
    for (String query : new String[] {"", "?dryRun=true"}) {
      Answer refused = door.post(door.ann, "/v1/consumers" + query, body);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.detail())
          .isEqualTo("shop could not be told: it is down; nothing was changed");
    }
    assertThat(door.consumers.of(SECRET)).isEmpty();
    assertThat(door.principals.all()).extracting("principal.name").doesNotContain("shop");
    assertThat(door.store.labels(SECRET)).isNotEmpty();
    assertThat(known("shop/key")).isFalse();
  }

  @Test
  void a_dry_run_registers_nothing() {
    Answer tried = door.post(door.ann, "/v1/consumers?dryRun=true", Bodies.pull("shop"));
    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.json().path("token").isNull()).isTrue();
    assertThat(door.consumers.of(SECRET)).isEmpty();
    assertThat(door.principals.all()).extracting("principal.name").doesNotContain("shop");
  }

  @Test
  void another_registration_under_a_name_is_refused_and_its_token_stays() {
    String token = door.consumer("shop");
    String other = Bodies.pull("shop").replace("ann@example.com", "eve@example.com");
    Answer refused = door.post(door.ann, "/v1/consumers", other);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("NAME_TAKEN");
    assertThat(door.get(token, "/v1/consumption").status()).isEqualTo(200);
  }

  @Test
  void a_login_is_no_key_to_sign_with() {
    for (String key : new String[] {"orders/db", "rotator/orders"}) {
      Answer refused = door.post(door.ann, "/v1/consumers", hook(key));
      assertThat(refused.status()).as(key).isEqualTo(400);
    }
    assertThat(door.consumers.of(SECRET)).isEmpty();
  }

  private static String push(String name) {
    return """
    {"consumer": {"kind": "file", "id": "%s", "secret": "orders/db", "owner": "ann",
                  "path": "/etc/shop/db.json", "reload": []}}\
    """
        .formatted(name);
  }

  private static String hook(String key) {
    return """
    {"consumer": {"kind": "webhook", "id": "shop", "secret": "orders/db", "owner": "ann",
                  "url": "https://shop.example/rekey", "signingKey": "%s"}}\
    """
        .formatted(key);
  }

  private boolean known(String secret) {
    try {
      return !door.store.labels(new SecretId(secret)).equals(Map.of());
    } catch (dev.rekey.activities.StepFailedException e) {
      return false;
    }
  }

  private VersionId current(String token) {
    return new VersionId(door.get(token, "/v1/consumption").json().path("version").asString());
  }
}
