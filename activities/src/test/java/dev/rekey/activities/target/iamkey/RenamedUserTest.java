package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user whom somebody renamed between enrolment and incident, as all questions follow it. */
class RenamedUserTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T02:00:00Z");

  private final World<KeysInMemory> world = new World<>(new KeysInMemory());
  private final KeysInMemory keys = world.target();
  private final String before = keys.spec().user();
  private final String key = keys.first().identity();

  @BeforeEach
  void renamed() {
    world
        .log()
        .natives()
        .note(keys.spec().secret(), List.of(new NativeId(before, keys.spec().target(), key)));
    keys.iam().updateUser(it -> it.userName(before).newUserName("renamed"));
  }

  @Test
  void the_hunt_looks_under_the_name_of_now_and_under_that_of_before() {
    made("renamed", "by-the-new-name");
    made(before, "by-the-old-name");
    made("somebody", "by-another");
    assertThat(seen(ResponseCall.HUNT).findings())
        .extracting(Finding::identity)
        .containsExactlyInAnyOrder("by-the-new-name", "by-the-old-name");
  }

  @Test
  void keys_that_it_got_by_its_new_name_are_followed_too() {
    String second = keys.iam().make("renamed").identity();
    keys.trail().told("x", second, "iam:CreateUser", SINCE, "{\"userName\": \"by-a-key\"}", "null");
    assertThat(seen(ResponseCall.HUNT).findings())
        .extracting(Finding::identity)
        .containsExactly("by-a-key");
  }

  @Test
  void the_reach_is_that_of_the_user_who_is_there() {
    keys.secrets().add("orders/db");
    made("renamed", "door");
    assertThat(seen(ResponseCall.REACH).reach().orElseThrow().did())
        .anyMatch(it -> it.startsWith("iam:CreateUser"));
  }

  @Test
  void what_it_was_and_who_uses_it_is_seen_under_the_new_name() {
    List<String> parts =
        seen(ResponseCall.SNAPSHOT).facts().stream().map(fact -> fact.what()).toList();
    assertThat(parts)
        .anyMatch(part -> part.startsWith("keys: " + key))
        .noneMatch(part -> part.contains("not known"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SNAPSHOT", "HUNT", "REACH"})
  void of_many_the_ledger_is_asked_once(ResponseCall call) {
    List<IamAccessKey> many = Stream.of("one", "two", "three").map(RenamedUserTest::named).toList();
    ask(call, many);
    assertThat(world.log().natives().asked()).isEqualTo(1);
  }

  private static IamAccessKey named(String secret) {
    return new IamAccessKey(
        new SecretId(secret),
        "somebody",
        InMemorySts.ACCOUNT,
        List.of(IamAccessKey.GLOBAL),
        Duration.ZERO);
  }

  private void made(String by, String user) {
    keys.trail().told(by, "k", "iam:CreateUser", SINCE, "{\"userName\": \"" + user + "\"}", "null");
  }

  private CredentialAnswer.Seen seen(ResponseCall call) {
    return (CredentialAnswer.Seen) ask(call, List.of(keys.spec())).getFirst();
  }

  private List<CredentialAnswer> ask(ResponseCall call, List<IamAccessKey> specs) {
    ResponseReply reply =
        new ResponseSteps(world.ports(Striking.NONE))
            .run(
                new ResponseRequest(
                    call,
                    new IncidentId("INC-0123456789AB"),
                    specs.stream().map(one -> new Affected(one, Optional.empty())).toList(),
                    SINCE));
    return ((ResponseReply.Answered) reply).answers();
  }
}
