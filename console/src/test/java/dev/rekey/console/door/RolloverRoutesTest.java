package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.rollover.TrustBundle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say to the door of the rollover of an authority. */
class RolloverRoutesTest {
  private static final String WISH =
      """
      {"authority": "old", "successor": "new", "compromised": false, "why": "it ends",
       "first": ["web/tls"]}\
      """;

  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void know() {
    for (String name : new String[] {"old", "new"}) {
      door.post(door.ann, "/v1/authorities", "{\"name\": \"" + name + "\", \"kind\": \"own\"}");
    }
  }

  @Test
  void a_rollover_is_begun_shown_approved_and_withdrawn_by_persons() {
    assertThat(door.post(door.ann, "/v1/authorities/rollovers", WISH).status()).isEqualTo(201);
    assertThat(door.get(door.bob, "/v1/authorities/rollovers?authority=old").body())
        .contains("TRUST_BOTH", "has not acknowledged the roots", "begins it");
    String agreed =
        """
        {"authority": "old", "question": "REMOVE_OLD_TRUST", "reason": "seen"}\
        """;
    assertThat(door.post(door.bob, "/v1/authorities/rollovers/approvals", agreed).status())
        .isEqualTo(200);
    String back =
        """
        {"authority": "old", "reason": "not today"}\
        """;
    assertThat(door.post(door.ann, "/v1/authorities/rollovers/withdrawals", back).status())
        .isEqualTo(200);
    assertThat(door.rollovers.told)
        .containsExactly("bob approves REMOVE_OLD_TRUST", "ann withdraws");
  }

  @Test
  void what_makes_no_sense_is_refused_and_a_service_decides_nothing() {
    String same = WISH.replace("\"new\"", "\"old\"");
    assertThat(door.post(door.ann, "/v1/authorities/rollovers", same).status()).isEqualTo(400);
    String unknown = WISH.replace("\"new\"", "\"nobody\"");
    assertThat(door.post(door.ann, "/v1/authorities/rollovers", unknown).status()).isEqualTo(400);
    assertThat(door.post(door.robot, "/v1/authorities/rollovers", WISH).status()).isEqualTo(403);
    assertThat(door.get(door.ann, "/v1/authorities/rollovers?authority=old").status())
        .isEqualTo(404);
  }

  @Test
  void servers_that_believe_an_authority_are_made_known_listed_and_forgotten() {
    String db =
        """
        {"authority": "old", "endpoint": "127.0.0.1:5432=db.example.org"}\
        """;
    assertThat(door.post(door.ann, "/v1/authorities/trusters", db).status()).isEqualTo(201);
    assertThat(door.get(door.ann, "/v1/authorities/trusters?authority=old").body())
        .contains("db.example.org");
    String gone = "/v1/authorities/trusters?authority=old&endpoint=127.0.0.1:5432=db.example.org";
    assertThat(door.delete(door.ann, gone).status()).isEqualTo(200);
    assertThat(door.delete(door.ann, gone).status()).isEqualTo(404);
  }

  @Test
  void who_believes_an_authority_is_a_consumer_and_gets_its_roots_at_once() {
    String believer =
        """
        {"consumer": {"kind": "file", "id": "shop", "secret": "trust/old", "owner": "erin",
          "path": "/etc/shop/roots.pem", "reload": []}}\
        """;
    door.store.create(
        TrustBundle.of("old"),
        NotedAuthorities.ROOTS,
        new Login("roots", SecretValue.of("what is believed of old")));
    assertThat(door.post(door.ann, "/v1/consumers", believer).status()).isEqualTo(201);
    assertThat(door.delivery.toldTo(new ConsumerId("shop"))).contains(NotedAuthorities.ROOTS);
    assertThat(door.rollovers.told).contains("look at old");
    String stranger = believer.replace("trust/old", "trust/nobody").replace("shop", "other");
    assertThat(door.post(door.ann, "/v1/consumers", stranger).status()).isEqualTo(400);
  }
}
