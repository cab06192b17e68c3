package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.testing.Certificates;
import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import dev.rekey.console.door.access.DoorCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A door with TLS, and the command that knocks at it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all
class DoorTlsTest {
  @TempDir static Path folder;

  private Certificates ours;
  private Certificates theirs;
  private OpenDoor door;

  private record Typed(int exit, String said) {}

  @BeforeAll
  void open() throws Exception {
    ours = new Certificates(Files.createDirectory(folder.resolve("ours")));
    theirs = new Certificates(Files.createDirectory(folder.resolve("theirs")));
    door = new OpenDoor(DoorSettings.at("0.0.0.0", 0, Optional.of(tls(ours, "dns:localhost"))));
    Files.writeString(folder.resolve("token"), door.ann);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void whoever_knows_its_authority_is_let_in() {
    Typed listed = list("https://localhost:", "--ca", ours.authority().toString());
    assertThat(listed.said()).contains("No credentials yet");
    assertThat(listed.exit()).isZero();
  }

  @Test
  void a_door_of_an_unknown_authority_or_another_name_gets_no_token() {
    int calls = door.calls.all().size();
    for (Typed refused :
        List.of(
            list("https://localhost:"),
            list("https://localhost:", "--ca", theirs.authority().toString()),
            list("https://127.0.0.1:", "--ca", ours.authority().toString()))) {
      assertThat(refused.exit()).isEqualTo(3);
      assertThat(refused.said()).contains("cannot prove by TLS", "--ca");
    }
    assertThat(door.calls.all()).as("%s", DoorCall.class).hasSize(calls);
  }

  @Test
  void a_token_never_travels_in_the_clear() {
    Typed elsewhere = list("http://db.example.org:");
    assertThat(elsewhere.exit()).isEqualTo(2);
    assertThat(elsewhere.said()).contains("elsewhere it is https");
    assertThat(list("http://127.0.0.1:").exit()).isNotZero();
  }

  @Test
  void a_file_that_is_no_certificate_is_told_in_one_sentence() throws Exception {
    Path none = Files.writeString(folder.resolve("none"), "nothing");
    assertThat(list("https://localhost:", "--ca", none.toString()).said())
        .contains("holds no certificate");
    Path key = tls(ours, "dns:localhost").key();
    assertThatThrownBy(() -> new TlsSettings(none, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The door cannot use");
    assertThatThrownBy(() -> DoorSettings.at("0.0.0.0", 0, Optional.empty()))
        .hasMessageContaining("needs TLS");
  }

  private static TlsSettings tls(Certificates authority, String name) {
    Certificates.Signed signed = authority.sign("door" + System.nanoTime(), name);
    return new TlsSettings(signed.certificate(), signed.key());
  }

  private Typed list(String address, String... more) {
    List<String> words = new ArrayList<>(List.of("credential", "list", "--url"));
    words.addAll(List.of(address + door.port(), "--token-file", folder.resolve("token") + ""));
    words.addAll(List.of(more));
    StringWriter said = new StringWriter();
    int exit =
        Cli.of(new Rekey())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(words.toArray(String[]::new));
    return new Typed(exit, said.toString());
  }
}
