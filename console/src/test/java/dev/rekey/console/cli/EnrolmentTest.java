package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  private static final String PASSWORD = "rotator-password-in-a-file";

  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor();

  @BeforeEach
  void answer() {
    door.on("POST /v1/credentials", 201, Samples.view())
        .on("POST /v1/credentials?dryRun=true", 200, Samples.view());
  }

  @AfterEach
  void close() {
    door.close();
  }

  private Typed add(String... more) throws IOException {
    Path password = Files.writeString(folder.resolve("pw"), PASSWORD + "\nsecond line\n");
    List<String> words =
        new ArrayList<>(
            List.of("credential", "add", "orders/db", "--endpoint", "127.0.0.1:5432/orders"));
    words.addAll(List.of("--rotator", "rekey", "--rotator-password-file", password.toString()));
    words.addAll(List.of("--owner", "alice"));
    words.addAll(List.of(more));
    return Typed.at(door, folder, words.toArray(String[]::new));
  }

  private Typed importing(String text, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("credentials.yaml"), text);
    List<String> words = new ArrayList<>(List.of("credential", "import", file.toString()));
    words.addAll(List.of(more));
    return Typed.at(door, folder, words.toArray(String[]::new));
  }

  @Test
  void a_rotation_function_is_enrolled_with_what_it_rotates_and_no_password() throws Exception {
    Typed typed =
        Typed.at(
            door,
            folder,
            ("credential add-rotation-function orders/db --function rotate-orders --owner alice"
                    + " --endpoint 127.0.0.1:5432/orders --group orders --rotator rekey")
                .split(" "));
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"kind\":\"rotation-function\"", "\"function\":\"rotate-orders\"")
        .contains("\"inner\":{\"kind\":\"postgres-user\"", "\"current\":null");
  }

  @Test
  void what_was_typed_reaches_the_door() throws Exception {
    Typed typed =
        add(
            "--group",
            "orders",
            "--tier",
            "critical",
            "--max-age",
            "30d",
            "--drain",
            "90s",
            "--window",
            "Fri-Mon 2:00-04:00",
            "--zone",
            "Europe/Berlin",
            "--freeze",
            "2026-12-18/2027-01-04 year end",
            "--replica",
            "[::1]:5433/orders");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"maxAge\":\"PT720H\"", "\"drain\":\"PT1M30S\"", "CRITICAL", "Europe/Berlin")
        .contains("\"from\":\"2026-12-17T23:00:00Z\"", "year end", "\"first\":\"orders_a\"")
        .contains("FRIDAY", "SATURDAY", "SUNDAY", "MONDAY", "\"replica\":true", "\"current\":null")
        .contains("\"value\":\"" + PASSWORD + "\"")
        .doesNotContain("TUESDAY");
    assertThat(typed.out()).contains("under Rekey's care").doesNotContain(PASSWORD);
  }

  @Test
  void one_user_needs_an_accepted_outage_and_its_password() throws Exception {
    Typed unaccepted = add("--single-user", "orders");
    assertThat(unaccepted.exit()).isEqualTo(2);
    assertThat(unaccepted.err()).contains("--accept-outage");
    Typed wordless = add("--single-user", "orders", "--accept-outage", "restarts at night");
    assertThat(wordless.exit()).isEqualTo(2);
    assertThat(wordless.err()).contains("--password-file");
    String file = folder.resolve("pw").toString();
    Typed typed =
        add("--single-user", "orders", "--accept-outage", "at night", "--password-file", file);
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials")).contains("single-user", "at night");
  }

  @Test
  void wrong_words_are_usage_errors_in_one_sentence_and_reach_nobody() throws Exception {
    assertThat(
            List.of(
                add("--group", "g", "--max-age", "soon"),
                add("--group", "g", "--window", "Someday 1:00-2:00"),
                add("--group", "g", "--zone", "Mars"),
                add("--group", "g", "--password-length", "8"),
                add("--group", "pg_monitor"),
                add("--group", "g", "--drain", "8d"),
                add()))
        .allSatisfy(
            typed -> {
              assertThat(typed.exit()).isEqualTo(2);
              assertThat(typed.err()).startsWith("rekey: ").doesNotContain("Exception", "\tat ");
            });
    assertThat(door.calls()).isEmpty();
  }

  @Test
  void there_is_no_option_that_takes_a_password() throws Exception {
    assertThat(add("--group", "g", "--password", "hunter2").exit()).isEqualTo(2);
    assertThat(add("--group", "g", "--rotator-password", "hunter2").exit()).isEqualTo(2);
  }

  @Test
  void a_dry_run_asks_for_one_and_ends_with_5_if_refused() throws Exception {
    assertThat(add("--group", "orders", "--dry-run").out()).contains("nothing was changed");
    try (FakeDoor refusing = new FakeDoor()) {
      refusing.refusing(
          "POST /v1/credentials?dryRun=true", 422, "ROTATOR_REJECTED", "The rotator is refused");
      Path password = folder.resolve("pw");
      Typed typed =
          Typed.at(
              refusing,
              folder,
              "credential",
              "add",
              "orders/db",
              "--endpoint",
              "db/orders",
              "--group",
              "orders",
              "--rotator",
              "rekey",
              "--owner",
              "alice",
              "--rotator-password-file",
              password.toString(),
              "--dry-run");
      assertThat(typed.exit()).isEqualTo(5);
      assertThat(typed.err()).contains("The rotator is refused");
    }
  }

  @Test
  void a_file_is_checked_whole_before_the_first_is_added() throws Exception {
    door.on("GET /v1/credentials", 200, List.of());
    Typed typed =
        importing(
            """
            credentials:
              - name: orders/db
                endpoint: 127.0.0.1:5432/orders
                group: orders
                rotator: rekey
                owner: alice
              - name: billing/db
                endpoint: nowhere
                group: billing
                rotator: rekey
                owner: bob
              - name: stock/db
                endpiont: 127.0.0.1/stock
            """);
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .contains(
            "line 7: ", "'nowhere' is not an endpoint", "line 12: ", "did you mean endpoint?");
    assertThat(typed.out()).contains("Nothing was added");
    assertThat(door.calls()).noneMatch(call -> call.line().equals("POST /v1/credentials"));
    assertThat(importing("[{name: a, owner: b}]", "--dry-run").exit()).isEqualTo(5);
  }

  @Test
  void importing_the_same_file_again_changes_nothing() throws Exception {
    String file =
        """
        [{"name": "orders/db", "endpoint": "127.0.0.1:5432/orders", "group": "orders",
          "rotator": "rekey", "owner": "alice", "tier": "high"}]
        """;
    door.on("GET /v1/credentials", 200, List.of())
        .on("GET /v1/credentials", 200, List.of(Samples.view()));
    Typed first = importing(file, "--json");
    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("\"added\":[\"orders/db\"]");
    Typed second = importing(file);
    assertThat(second.out()).isEqualTo("Added 0, unchanged 1.\n");
    Typed changed = importing(file.replace("high", "low"));
    assertThat(changed.exit()).isEqualTo(1);
    assertThat(changed.err()).contains("line 1: orders/db is there already, but differs");
    assertThat(door.calls().stream().filter(c -> c.line().equals("POST /v1/credentials")))
        .hasSize(1);
  }

  @Test
  void a_malformed_file_is_one_sentence_with_its_line() throws Exception {
    assertThat(importing("a: [1, 2\nb: }").err()).contains("cannot be imported: line 2");
    assertThat(importing("just words").err()).contains("it holds no list of credentials");
    assertThat(importing("").exit()).isEqualTo(2);
    assertThat(Typed.at(door, folder, "credential", "import", "/no/such/file").exit()).isEqualTo(3);
  }
}
