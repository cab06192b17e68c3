package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.credential.SecretId;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeparationOfDutiesTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final String WISH =
      """
      {"secret": "orders/db", "reason": "the last user is a zombie"}\
      """;

  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void enrol() {
    door.enrol();
  }

  @Test
  void forcing_needs_another_person_than_the_one_who_asks() {
    door.rotations.block(SECRET);
    String path = wish(door.ann);
    Answer own = door.post(door.ann, path, "");
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.code()).isEqualTo("SECOND_PERSON_NEEDED");
    assertThat(door.rotations.forced).isEmpty();
    assertThat(door.calls.last().secret()).contains(SECRET);

    assertThat(door.post(door.bob, path, "").status()).isEqualTo(200);
    assertThat(door.rotations.forced)
        .singleElement()
        .satisfies(
            force -> {
              assertThat(force.requestedBy()).isEqualTo("ann");
              assertThat(force.approvedBy()).isEqualTo("bob");
            });
  }

  @Test
  void a_service_neither_asks_nor_approves() {
    door.rotations.block(SECRET);
    assertThat(door.post(door.robot, "/v1/force-requests", WISH).status()).isEqualTo(403);
    assertThat(door.post(door.robot, wish(door.ann), "").status()).isEqualTo(403);
    assertThat(door.rotations.forced).isEmpty();
  }

  @Test
  void an_approval_is_for_one_rotation_and_no_other() {
    door.rotations.block(SECRET);
    String path = wish(door.ann);
    door.rotations.block(SECRET); // another version
    assertThat(door.post(door.bob, path, "").status()).isEqualTo(409);
    assertThat(door.rotations.forced).isEmpty();
  }

  @Test
  void only_what_runs_is_forced() {
    Answer refused = door.post(door.ann, "/v1/force-requests", WISH);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("NOT_ROTATING");
    assertThat(door.post(door.bob, "/v1/force-requests/none/approval", "").status()).isEqualTo(404);
  }

  @Test
  void a_service_rotates_and_reads_but_changes_nothing_else() {
    assertThat(door.post(door.robot, "/v1/rotations", Bodies.rotation("orders/db", false)).status())
        .isEqualTo(202);
    assertThat(door.rotations.started)
        .singleElement()
        .satisfies(due -> assertThat(due.request().requestedBy()).isEqualTo("robot"));
    for (String path : List.of("/v1/credentials", "/v1/rotations", "/v1/status", "/v1/history")) {
      assertThat(door.get(door.robot, path).status()).as(path).isEqualTo(200);
    }
    assertThat(door.post(door.robot, "/v1/credentials", Bodies.enrolment()).status())
        .isEqualTo(403);
    assertThat(door.post(door.robot, "/v1/consumers", Bodies.pull("x")).status()).isEqualTo(403);
    String withdrawal = WISH;
    assertThat(door.post(door.robot, "/v1/rotations/withdrawals", withdrawal).status())
        .isEqualTo(403);
    String principal = "{\"name\": \"puppet\", \"kind\": \"PERSON\"}";
    assertThat(door.post(door.robot, "/v1/principals", principal).status()).isEqualTo(403);
  }

  @Test
  void a_consumer_gets_its_own_secret_and_nothing_else() {
    String token = door.consumer("orders-service");
    assertThat(door.get(token, "/v1/consumption").json().path("secret").asString())
        .isEqualTo("orders/db");
    for (String path : List.of("/v1/credentials", "/v1/rotations", "/v1/status", "/v1/consumers")) {
      assertThat(door.get(token, path).status()).as(path).isEqualTo(403);
    }
    assertThat(door.post(token, "/v1/rotations", Bodies.rotation("orders/db", false)).status())
        .isEqualTo(403);
  }

  @Test
  void people_and_services_never_get_a_value() {
    assertThat(door.get(door.ann, "/v1/consumption").status()).isEqualTo(403);
    assertThat(door.get(door.robot, "/v1/consumption").status()).isEqualTo(403);
  }

  @Test
  void a_name_stands_for_one_principal_and_never_for_rekey() {
    String body = "{\"name\": \"%s\", \"kind\": \"%s\"}";
    String eve = body.formatted("eve", "PERSON");
    assertThat(door.post(door.ann, "/v1/principals", eve).status()).isEqualTo(201);
    assertThat(door.post(door.ann, "/v1/principals", eve).status()).isEqualTo(409);
    assertThat(door.post(door.ann, "/v1/consumers", Bodies.pull("eve")).status()).isEqualTo(409);
    assertThat(door.post(door.ann, "/v1/principals", body.formatted("Rekey", "SERVICE")).status())
        .isEqualTo(400);
    assertThat(door.post(door.ann, "/v1/principals", body.formatted("w", "CONSUMER")).status())
        .isEqualTo(400);
  }

  private String wish(String token) {
    Answer asked = door.post(token, "/v1/force-requests", WISH);
    assertThat(asked.status()).isEqualTo(201);
    return "/v1/force-requests/" + asked.json().path("id").asString() + "/approval";
  }
}
