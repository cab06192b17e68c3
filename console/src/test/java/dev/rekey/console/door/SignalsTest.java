package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.SignalView;
import dev.rekey.console.cli.Typed;
import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.credential.SecretId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals that wait for a person, from the command to the door. */
class SignalsTest {
  private static final String ID = "health/arn:aws:health:us-east-1::event/RISK/1/AKIA1";
  private static final String CLOSURE = "{\"id\": \"" + ID + "\", \"note\": \"a test key\"}";

  @TempDir Path folder;

  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void receive() {
    door.signals.came(
        new SignalView(
            ID,
            "AWS_RISK_CREDENTIALS_EXPOSED",
            List.of("access key AKIA1"),
            List.of(new SecretId("orders/db")),
            "Find whose it is.",
            Instant.EPOCH));
  }

  @Test
  void a_person_lists_what_is_open_and_closes_it_under_their_name() throws Exception {
    assertThat(type("status").out()).contains("1 signal waits for a person", "rekey signals");
    Typed listed = type("signals");
    assertThat(listed.exit()).as(listed.err()).isZero();
    assertThat(listed.out()).contains(ID, "access key AKIA1", "orders/db", "Find whose it is.");
    assertThat(type("signals", "--json").out()).startsWith("[{\"id\":\"" + ID);
    Typed closed = type("signals", "close", ID, "--note", "a test key");
    assertThat(closed.exit()).as(closed.err()).isZero();
    assertThat(door.signals.closed).containsEntry(ID, "ann: a test key");
    assertThat(type("signals").out()).contains("No signal waits for anybody");
    assertThat(type("status").out()).doesNotContain("signal");
  }

  @Test
  void closing_needs_a_note_and_an_open_signal() throws Exception {
    assertThat(type("signals", "close", ID).exit()).isEqualTo(2);
    assertThat(type("signals", "close", ID, "--note", " ").exit()).isEqualTo(1);
    assertThat(door.signals.closed).isEmpty();
    Typed unknown = type("signals", "close", "github/none", "--note", "looked");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("No open signal has this id; nothing was changed");
  }

  @Test
  void services_read_them_and_people_alone_close_them() {
    Answer read = door.get(door.robot, "/v1/signals");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json()).hasSize(1);
    assertThat(door.get("", "/v1/signals").status()).isEqualTo(401);
    assertThat(door.post(door.robot, "/v1/signals/closures", CLOSURE).status()).isEqualTo(403);
    assertThat(door.post(door.bob, "/v1/signals/closures", CLOSURE).status()).isEqualTo(200);
    assertThat(door.post(door.bob, "/v1/signals/closures", CLOSURE).status()).isEqualTo(404);
    assertThat(door.calls.all().toString()).contains("/v1/signals/closures").contains("bob");
  }

  private Typed type(String... words) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), door.ann);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", "http://127.0.0.1:" + door.port()));
    all.addAll(List.of("--token-file", token.toString()));
    return Typed.typed(all.toArray(String[]::new));
  }
}
