package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event of AWS by hand, from the command to the door. */
class TriggerSendTest {
  private static final String FINDING = "{\"source\":\"aws.guardduty\",\"id\":\"1\"}";

  @TempDir Path folder;

  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void a_person_hands_it_over_and_hears_what_it_became() throws Exception {
    Typed sent = send(FINDING);
    assertThat(sent.exit()).as(sent.err()).isZero();
    assertThat(sent.out())
        .contains("guardduty/1 is taken. It concerns ci/key.", "rekey incident show INC-00000001");
    assertThat(door.events.taken).containsExactly(FINDING);
    assertThat(send(FINDING).out()).contains("guardduty/1 came before.");
    assertThat(send(FINDING, "--json").out()).startsWith("[{\"id\":\"guardduty/1\"");
  }

  @Test
  void what_asks_for_nothing_says_so() throws Exception {
    Typed sent = send("{\"source\": \"aws.health\"}");
    assertThat(sent.exit()).isZero();
    assertThat(sent.err()).contains("asks for nothing");
  }

  @Test
  void rubbish_is_refused_without_being_quoted() throws Exception {
    for (String rubbish : List.of("{hunter2", "[]", "\"hunter2\"", "")) {
      Typed sent = send(rubbish);
      assertThat(sent.exit()).as(rubbish).isEqualTo(2);
      assertThat(sent.err()).doesNotContain("hunter2");
    }
    assertThat(door.post(door.ann, "/v1/triggers", "[{\"hunter2\": 1}]").status()).isEqualTo(400);
    assertThat(send("{\"source\": \"com.example\"}").err()).contains("no source that we know");
  }

  @Test
  void only_people_may() {
    assertThat(door.post(door.robot, "/v1/triggers", FINDING).status()).isEqualTo(403);
    assertThat(door.post("", "/v1/triggers", FINDING).status()).isEqualTo(401);
    assertThat(door.events.taken).isEmpty();
  }

  private Typed send(String event, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("event.json"), event);
    Path token = Files.writeString(folder.resolve("token"), door.ann);
    List<String> words = new ArrayList<>(List.of("trigger", "send", file.toString()));
    words.addAll(List.of("--url", door.uri("").toString(), "--token-file", token.toString()));
    words.addAll(List.of(more));
    return Typed.typed(words.toArray(String[]::new));
  }
}
