package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddIamKeyTest {
  private static final String SECRET = "the-secret-half-of-a-key";

  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor().on("POST /v1/credentials", 201, Samples.view());

  @AfterEach
  void close() {
    door.close();
  }

  private Typed add(String... more) {
    return addOf("123456789012", more);
  }

  private Typed addOf(String account, String... more) {
    List<String> words =
        new ArrayList<>(List.of("credential", "add-iam-key", "deploy/key", "--user", "deploy"));
    words.addAll(List.of("--account", account, "--owner", "erin"));
    words.addAll(List.of(more));
    return Typed.at(door, folder, words.toArray(String[]::new));
  }

  @Test
  void a_key_is_enrolled_with_its_user_its_account_and_where_it_is_tried() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "AKIAEXAMPLEEXAMPLE00 " + SECRET + "\n");
    Typed typed =
        add(
            "--access-key-file",
            file.toString(),
            "--region",
            "eu-central-1",
            "--region",
            "aws-global",
            "--quiet-for",
            "2h");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"kind\":\"iam-access-key\"", "\"user\":\"deploy\"", "\"123456789012\"")
        .contains("\"regions\":[\"eu-central-1\",\"aws-global\"]", "\"quiet\":\"PT2H\"")
        .contains("AKIAEXAMPLEEXAMPLE00", SECRET);
    assertThat(typed.out()).contains("under Rekey's care").doesNotContain(SECRET);
  }

  @Test
  void without_a_file_the_door_decides_whose_key_it_is_and_the_global_endpoint_is_asked() {
    assertThat(add().exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"regions\":[\"aws-global\"]", "\"quiet\":\"PT4H\"", "\"current\":null");
  }

  @Test
  void a_retired_key_is_kept_for_as_long_as_there_is_time_before_the_next_one_needs_its_place() {
    assertThat(add().exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials")).contains("\"keep\":null");
    assertThat(add("--keep-retired", "10d").exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials")).contains("\"keep\":\"PT240H\"");
    assertThat(add("--max-age", "30d").exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials")).contains("\"keep\":\"PT240H\"");
  }

  @Test
  void a_retired_key_that_would_have_the_place_of_the_next_one_is_refused_at_once() {
    Typed typed = add("--max-age", "30d", "--keep-retired", "21d");
    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("has the place of the next one");
    assertThat(door.calls()).isEmpty();
  }

  @Test
  void a_file_that_holds_no_key_and_an_account_that_is_none_are_said_before_the_door_is_asked()
      throws Exception {
    Path file = Files.writeString(folder.resolve("half"), SECRET + "\n");
    Typed half = add("--access-key-file", file.toString());
    assertThat(half.exit()).isEqualTo(2);
    assertThat(half.err()).contains("the key's id, a blank, its secret").doesNotContain(SECRET);
    Typed account = addOf("12");
    assertThat(account.exit()).isEqualTo(2);
    assertThat(account.err()).contains("twelve digits");
    assertThat(door.calls()).isEmpty();
  }
}
