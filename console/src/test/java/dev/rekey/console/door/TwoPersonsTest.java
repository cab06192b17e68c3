package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one person would try in order to be two. */
class TwoPersonsTest {
  private static final SecretId SECRET = new SecretId("orders/db");

  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void enrol() {
    door.enrol();
    add(door.ann, "carol"); // whoever comes first counts; here that was somebody, long ago
  }

  @Test
  void a_person_of_ones_own_making_neither_asks_nor_approves() {
    String puppet = add(door.ann, "puppet");
    door.rotations.block(SECRET);
    assertRefused(approve(puppet, ask(door.ann)), "UNCONFIRMED");
    Answer asked = door.post(puppet, "/v1/force-requests", wish());
    assertRefused(asked, "UNCONFIRMED");
    assertThat(asked.detail()).contains("ann");
    assertThat(door.rotations.forced).isEmpty();
  }

  @Test
  void a_chain_of_puppets_is_worth_no_more_than_one() {
    String first = add(door.ann, "first");
    String second = add(first, "second");
    assertRefused(confirm(first, "second"), "SECOND_PERSON_NEEDED");
    assertRefused(confirm(second, "first"), "UNCONFIRMED");
    assertRefused(confirm(door.ann, "first"), "SECOND_PERSON_NEEDED");
    assertRefused(confirm(first, "first"), "SECOND_PERSON_NEEDED");
    String third = add(door.ann, "third");
    assertRefused(confirm(third, "second"), "UNCONFIRMED");
    door.rotations.block(SECRET);
    assertRefused(approve(second, ask(door.ann)), "UNCONFIRMED");
  }

  @Test
  void another_person_confirms_once_and_then_they_count() {
    String dave = add(door.ann, "dave");
    assertThat(confirm(door.bob, "dave").json().path("confirmedBy").asString()).isEqualTo("bob");
    assertThat(confirm(door.bob, "dave").code()).isEqualTo("CONFIRMED_ALREADY");
    door.rotations.block(SECRET);
    assertThat(approve(dave, ask(door.ann)).status()).isEqualTo(200);
    assertThat(door.rotations.forced)
        .singleElement()
        .satisfies(force -> assertThat(force.bothCountSince()).isPresent());
  }

  @Test
  void nobody_becomes_a_second_person_for_the_occasion() {
    String dave = add(door.ann, "dave");
    door.rotations.block(SECRET);
    String wish = ask(door.ann);
    confirm(door.bob, "dave");
    Answer refused = approve(dave, wish);
    assertRefused(refused, "SECOND_PERSON_NEEDED");
    assertThat(refused.detail()).contains("only since this rotation runs");
    assertThat(approve(door.bob, wish).status()).isEqualTo(200);
  }

  @Test
  void whoever_takes_somebody_elses_token_does_not_act_as_two() {
    door.rotations.block(SECRET);
    String wish = ask(door.ann);
    String taken = token(door.ann, "bob");
    assertThat(door.get(door.bob, "/v1/status").status()).isEqualTo(401);
    assertRefused(approve(taken, wish), "UNCONFIRMED");
    String again = token(taken, "bob"); // a new one of one's own does not wash it off
    assertRefused(approve(again, wish), "UNCONFIRMED");
    assertRefused(confirm(door.ann, "bob"), "SECOND_PERSON_NEEDED");
    assertThat(door.rotations.forced).isEmpty();
  }

  @Test
  void a_new_token_of_ones_own_changes_nothing_else() {
    door.rotations.block(SECRET);
    String wish = ask(door.ann);
    String fresh = token(door.bob, "bob");
    assertThat(door.get(door.bob, "/v1/status").status()).isEqualTo(401);
    assertThat(approve(fresh, wish).status()).isEqualTo(200);
  }

  @Test
  void a_wish_of_somebody_who_was_removed_is_not_approved() {
    door.rotations.block(SECRET);
    String wish = ask(door.bob);
    assertThat(remove(door.ann, "bob").status()).isEqualTo(200);
    assertThat(door.get(door.bob, "/v1/status").status()).isEqualTo(401);
    assertRefused(approve(door.ann, wish), "SECOND_PERSON_NEEDED");
    assertThat(remove(door.ann, "ann").status()).isEqualTo(409);
    assertThat(remove(door.ann, "nobody").status()).isEqualTo(404);
  }

  @Test
  void with_one_person_alone_nothing_is_forced() {
    door.principals.leaveAlone("ann");
    door.rotations.block(SECRET);
    String wish = ask(door.ann);
    assertRefused(approve(door.ann, wish), "SECOND_PERSON_NEEDED");
    String puppet = add(door.ann, "late");
    assertThat(approve(puppet, wish).status()).isEqualTo(403);
    assertThat(door.rotations.forced).isEmpty();
  }

  @Test
  void services_and_consumers_are_nobodys_second_person() {
    String service = "{\"name\": \"robot\"}";
    assertThat(door.post(door.ann, "/v1/principals/confirmations", service).status())
        .isEqualTo(400);
    assertThat(token(door.ann, "robot")).startsWith("rekey_");
    door.consumer("orders-service");
    String consumer = "{\"name\": \"orders-service\"}";
    for (String way : new String[] {"tokens", "removals", "confirmations"}) {
      assertThat(door.post(door.ann, "/v1/principals/" + way, consumer).status()).isEqualTo(400);
      assertThat(door.post(door.robot, "/v1/principals/" + way, consumer).status()).isIn(401, 403);
    }
  }

  @Test
  void the_list_shows_who_stands_behind_whom() {
    add(door.bob, "dave");
    for (var each : door.get(door.ann, "/v1/principals").json()) {
      if (each.path("name").asString().equals("dave")) {
        assertThat(each.path("createdBy").asString()).isEqualTo("bob");
        assertThat(each.path("countsSince").isNull()).isTrue();
        return;
      }
    }
    throw new AssertionError("dave is not listed");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, RUNNING, 409",
    "DEPLOY, STUCK, 409",
    "REVOKE, RUNNING, 409",
    "VERIFY, DRAINING, 201",
    "VERIFY, BLOCKED, 201"
  })
  void only_what_waits_at_its_gate_is_forced(RotationStep step, RotationState state, int status) {
    door.rotations.block(SECRET);
    door.rotations.stand(SECRET, step, state);
    Answer asked = door.post(door.ann, "/v1/force-requests", wish());
    assertThat(asked.status()).isEqualTo(status);
    if (status == 409) {
      assertThat(asked.code()).isEqualTo("NOT_AT_GATE");
      assertThat(asked.detail()).contains("does not wait at its gate");
    }
  }

  @Test
  void a_rotation_that_moved_on_or_ended_is_not_forced_any_more() {
    door.rotations.block(SECRET);
    String wish = ask(door.ann);
    door.rotations.stand(SECRET, RotationStep.REVOKE, RotationState.RUNNING);
    assertThat(approve(door.bob, wish).code()).isEqualTo("NOT_AT_GATE");
    door.rotations.end(SECRET);
    assertThat(approve(door.bob, wish).code()).isEqualTo("NOT_ROTATING");
    assertThat(door.rotations.forced).isEmpty();
  }

  private static String wish() {
    return "{\"secret\": \"orders/db\", \"reason\": \"the last user is a zombie\"}";
  }

  private String ask(String token) {
    Answer asked = door.post(token, "/v1/force-requests", wish());
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    return asked.json().path("id").asString();
  }

  private Answer approve(String token, String wish) {
    return door.post(token, "/v1/force-requests/" + wish + "/approval", "");
  }

  private String add(String by, String name) {
    String body = "{\"name\": \"%s\", \"kind\": \"PERSON\"}".formatted(name);
    return door.post(by, "/v1/principals", body).json().path("token").asString();
  }

  private String token(String by, String name) {
    return order(by, "tokens", name).json().path("token").asString();
  }

  private Answer confirm(String by, String name) {
    return order(by, "confirmations", name);
  }

  private Answer remove(String by, String name) {
    return order(by, "removals", name);
  }

  private Answer order(String by, String what, String name) {
    return door.post(by, "/v1/principals/" + what, "{\"name\": \"" + name + "\"}");
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(code);
  }
}
