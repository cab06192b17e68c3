package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.credential.SecretId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing how a credential is cared for, and giving it up, from the command to the door. */
class CareTest {
  private static final SecretId SECRET = new SecretId("orders/db");

  @TempDir Path folder;

  @AutoClose private final OpenDoor door = new OpenDoor();

  private record Typed(int exit, String said) {}

  @BeforeEach
  void enrol() {
    door.enrol();
    door.consumer("orders-service");
  }

  @Test
  void it_says_first_what_would_happen_and_what_stays() throws Exception {
    Typed planned = type("remove", "orders/db", "--reason", "moved");
    assertThat(planned.exit()).isZero();
    assertThat(planned.said())
        .contains("nothing was changed", "--yes", "orders_a", "orders_b")
        .contains("Stays: the target", "Stays: consumer orders-service");
    assertThat(door.inventory.find(SECRET)).isPresent();
    assertThat(type("remove", "orders/db", "--reason", "moved", "--yes").exit()).isZero();
    assertThat(door.inventory.find(SECRET)).isEmpty();
    assertThat(door.inventory.claimant("postgres:127.0.0.1:5432", "orders_a")).isEmpty();
    assertThat(door.store.labels(SECRET)).isNotEmpty();
    assertThat(type("remove", "orders/db", "--reason", "moved", "--yes").exit()).isEqualTo(1);
  }

  @Test
  void what_is_being_rotated_is_not_given_up() throws Exception {
    door.rotations.block(SECRET);
    Typed refused = type("remove", "orders/db", "--reason", "moved", "--yes");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.said()).contains("A rotation of orders/db runs; nothing was changed");
    assertThat(type("remove", "orders/db", "--reason", "moved").exit()).isEqualTo(5);
    assertThat(type("remove", "orders/db", "--yes").exit()).isEqualTo(2);
    assertThat(door.inventory.find(SECRET)).isPresent();
  }

  @Test
  void only_what_is_given_of_a_policy_changes() throws Exception {
    assertThat(type("policy", "orders/db", "--max-age", "60d").exit()).isZero();
    var policy = door.inventory.find(SECRET).orElseThrow().record().policy();
    assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(60));
    assertThat(policy.zone().getId()).isEqualTo("Europe/Vienna");
    assertThat(policy.drain()).isEqualTo(Duration.ofMinutes(5));
    assertThat(type("policy", "nothing/db", "--max-age", "60d").exit()).isEqualTo(1);
    assertThat(type("policy", "orders/db", "--drain", "61d").exit()).isEqualTo(2);
  }

  @Test
  void people_alone_may_do_either() {
    String removal = "{\"secret\": \"orders/db\", \"reason\": \"x\", \"dryRun\": false}";
    String policy = "{\"secret\": \"orders/db\", \"policy\": " + Bodies.POLICY + "}";
    assertThat(door.post(door.robot, "/v1/credentials/removals", removal).status()).isEqualTo(403);
    assertThat(door.post(door.robot, "/v1/credentials/policies", policy).status()).isEqualTo(403);
    Answer changed = door.post(door.ann, "/v1/credentials/policies", policy);
    assertThat(changed.status()).isEqualTo(200);
    Answer unknown =
        door.post(door.ann, "/v1/credentials/removals", removal.replace("orders", "no"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(door.post(door.ann, "/v1/credentials/removals", removal).status()).isEqualTo(200);
  }

  private Typed type(String... words) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), door.ann);
    List<String> all = new ArrayList<>(List.of("credential"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url", "http://127.0.0.1:" + door.port()));
    all.addAll(List.of("--token-file", token.toString()));
    StringWriter said = new StringWriter();
    int exit =
        Cli.of(new Rekey())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(all.toArray(String[]::new));
    return new Typed(exit, said.toString());
  }
}
