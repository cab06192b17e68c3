package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.model.credential.SecretId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AttributionTest {
  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void a_change_is_written_down_before_it_is_made_and_after() {
    door.enrol();
    assertThat(door.calls.all()).extracting(DoorCall::status).containsExactly(DoorCall.TAKEN, 201);
    DoorCall call = door.calls.last();
    assertThat(call.principal()).isEqualTo("ann");
    assertThat(call.kind()).isEqualTo("PERSON");
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/v1/credentials");
    assertThat(call.secret()).contains(new SecretId("orders/db"));
    assertThat(call.address()).isEqualTo("127.0.0.1");
  }

  @Test
  void refused_calls_are_written_down_too() {
    door.get("", "/v1/credentials");
    assertThat(door.calls.last().status()).isEqualTo(401);
    assertThat(door.calls.last().principal()).isEmpty();
    door.get(door.robot, "/v1/principals");
    assertThat(door.calls.last().status()).isEqualTo(403);
    assertThat(door.calls.last().principal()).isEqualTo("robot");
    door.post(door.ann, "/v1/rotations", "nonsense");
    assertThat(door.calls.last().status()).isEqualTo(400);
    door.get(door.ann, "/v1/nonsense");
    assertThat(door.calls.last().status()).isEqualTo(404);
    door.post(door.ann, "/v1/rotations", "x".repeat(300_000));
    assertThat(door.calls.last().status()).isEqualTo(413);
  }

  @Test
  void what_cannot_be_written_down_is_not_done() {
    door.enrol();
    door.calls.breakDown();
    Answer refused = door.post(door.ann, "/v1/rotations", Bodies.rotation("orders/db", false));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("LEDGER_UNAVAILABLE");
    assertThat(door.rotations.started).isEmpty();
  }

  @Test
  void the_answer_of_a_change_that_was_made_is_not_lost_with_its_last_entry() {
    door.calls.breakDownAfter(1);
    assertThat(door.enrol().status()).isEqualTo(201);
    assertThat(door.inventory.all()).hasSize(1);
  }

  @Test
  void no_value_leaves_without_a_record() {
    door.enrol();
    String token = door.consumer("orders-service");
    door.calls.breakDown();
    Answer refused = door.get(token, "/v1/consumption");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).doesNotContain(OpenDoor.PASSWORD);
  }
}
