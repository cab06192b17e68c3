package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.Credentials;
import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationStep;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final SecretId ORDERS = new SecretId("orders/db");
  private static final LastFailure FAILURE =
      new LastFailure(
          RotationStep.CREATE,
          FailureCode.TARGET_UNAVAILABLE,
          "no answer from db.example.org",
          Instant.EPOCH,
          Instant.EPOCH.plusSeconds(60),
          7);

  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void what_stands_still_is_told_with_the_status() {
    door.enrol();
    door.rotations.stick(ORDERS, FAILURE);
    Answer status = door.get(door.ann, "/v1/status");
    assertThat(status.json().path("stuck").asInt()).isEqualTo(1);
    var failure = status.json().path("standing").get(0).path("progress").path("failure");
    assertThat(failure.path("code").asString()).isEqualTo("TARGET_UNAVAILABLE");
    assertThat(failure.path("attempts").asInt()).isEqualTo(7);
    assertThat(failure.path("advice").asString()).startsWith("Check the network");
  }

  @Test
  void the_numbers_are_told_even_if_temporal_gives_no_answer_and_that_is_told_too() {
    door.enrol();
    door.rotations.stick(ORDERS, FAILURE);
    door.rotations.fallSilent();
    Answer status = door.get(door.ann, "/v1/status");
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.json().path("credentials").asInt()).isEqualTo(1);
    assertThat(status.json().path("standing")).isEmpty();
    assertThat(status.json().path("temporal").asString()).contains("gives no answer");
  }

  @Test
  void rotations_are_found_by_several_states_at_once() {
    door.enrol();
    door.rotations.stick(ORDERS, FAILURE);
    assertThat(door.get(door.ann, "/v1/rotations?state=STUCK,BLOCKED").json()).hasSize(1);
    assertThat(door.get(door.ann, "/v1/rotations?state=BLOCKED&secret=orders/db").json()).isEmpty();
    assertThat(door.get(door.ann, "/v1/rotations?state=DRAINING").json()).isEmpty();
  }

  @Test
  void a_credential_that_is_asked_for_by_name_tells_where_it_stands_and_how_it_ended_last() {
    door.enrol();
    door.rotations.stick(ORDERS, FAILURE);
    door.inventory.remember(Credentials.alternating());
    var named = door.get(door.ann, "/v1/credentials?secret=orders/db").json().get(0);
    assertThat(named.path("progress").path("failure").path("reason").asString())
        .isEqualTo("no answer from db.example.org");
    assertThat(named.path("lastRotation").path("outcome").asString()).isEqualTo("rotated");
    var listed = door.get(door.ann, "/v1/credentials").json().get(0);
    assertThat(listed.path("state").asString()).isEqualTo("STUCK");
    assertThat(listed.path("progress").isNull()).isTrue();
  }
}
