package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.StatusType;

/** What a response writes down of a user before it changes anything. */
class UserSnapshotTest {
  private final KeysInMemory world = new KeysInMemory();
  private final String key = world.first().identity();

  @Test
  void every_name_that_says_what_the_user_is_and_may_be_is_there_and_no_secret() {
    world.iam().consoles().add(world.spec().user());
    world.iam().others().put("APKA1", StatusType.ACTIVE);
    world.iam().policies().put("work", "{\"Secret\": \"of the document\"}");
    new UserKeys(world.iam(), world.iam(), world.spec().user()).tag("team", "whose-business");
    assertThat(before(Striking.NONE))
        .containsExactly(
            "keys: " + key + " active, made 2026-11-23T03:00:01Z",
            "password of the console: there",
            "other credentials: SSH key APKA1 active",
            "MFA devices: mfa/phone",
            "groups: admins, deployers",
            "attached policies: arn:aws:iam::" + InMemorySts.ACCOUNT + ":policy/work",
            "inline policies: work",
            "permissions boundary: arn:aws:iam::" + InMemorySts.ACCOUNT + ":policy/edge",
            "tags: team");
  }

  @Test
  void a_part_that_is_forbidden_is_said_to_be_unknown_and_hides_no_other() {
    List<String> parts = before(failing("IamClient.listGroupsForUser", Duration.ZERO));
    assertThat(parts)
        .contains("MFA devices: mfa/phone", "inline policies: none")
        .anyMatch(it -> it.startsWith("groups: not known, ") && it.contains("ListGroupsForUser"))
        .noneMatch(it -> it.contains("in memory"));
    assertThat(parts).hasSize(9);
  }

  @Test
  void when_the_time_is_up_the_rest_is_not_waited_for() {
    List<String> parts = before(failing("IamClient.getLoginProfile", Duration.ofSeconds(4)));
    assertThat(parts).hasSize(9).contains("groups: no time to look", "tags: no time to look");
    assertThat(parts.getFirst()).contains(key);
  }

  @Test
  void a_use_that_cannot_be_seen_hides_nothing_of_the_rest() {
    World<KeysInMemory> whole = new World<>(world);
    Striking.Fault fault = failing("IamClient.getAccessKeyLastUsed", Duration.ZERO);
    ResponseReply reply =
        new ResponseSteps(whole.ports(fault))
            .run(
                new ResponseRequest(
                    ResponseCall.SNAPSHOT,
                    new IncidentId("INC-0123456789AB"),
                    List.of(new Affected(whole.spec(), Optional.empty())),
                    Instant.EPOCH));
    assertThat(reply.toString())
        .contains(
            "groups: admins, deployers", "who uses it is not known: ", "GetAccessKeyLastUsed");
  }

  private List<String> before(Striking.Fault fault) {
    return world.target(fault, Duration.ZERO).before(world.spec(), Login.OWN);
  }

  /** Takes its time, and is refused. */
  private Striking.Fault failing(String which, Duration time) {
    return new Striking.Fault() {
      @Override
      public void before(String call) {
        if (call.equals(which)) {
          world.iam().pass(time);
          throw IamException.builder()
              .awsErrorDetails(InMemoryIam.error("AccessDenied"))
              .statusCode(403)
              .build();
        }
      }

      @Override
      public void after(String call) {}
    };
  }
}
