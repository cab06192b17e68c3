package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exercises that are kept as evidence, from the command to the door. */
class ExercisesTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  /** As {@code rekey exercise run} writes it. */
  private static final String RESULT =
      """
      {"exercise":"insider-1","scenario":"insider","version":2,"digest":"%s","how":"a rehearsal",
       "seed":1,"started":"2026-11-29T10:00:00Z","score":71.5,"grade":"M","ttd_s":null,"ttn_s":3.0,
       "ttc_s":12.5,"ttr_s":null,"report":"/elsewhere/report.html","improvements":[
       {"finding":"E3","what":"Mend it.","owner":"dana","due":"2026-01-31"},
       {"finding":"E4","what":"Mend that.","owner":"chris","due":"2999-01-31"}]}
      """
          .formatted(DIGEST);

  @TempDir Path folder;

  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void play() throws Exception {
    Path exercise = Files.createDirectories(folder.resolve("exercises/insider-1"));
    Files.writeString(exercise.resolve("result.json"), RESULT);
    Files.writeString(exercise.resolve("report.html"), "<!DOCTYPE html>");
  }

  @Test
  void an_exercise_is_kept_once_and_what_is_to_be_done_is_open_until_a_person_closes_it()
      throws Exception {
    Typed kept = keep("insider-1");
    assertThat(kept.exit()).as(kept.err()).isZero();
    assertThat(kept.out()).contains("EXERCISE insider-1 is kept as exercise/insider-1");
    assertThat(keep("insider").exit()).isZero();
    assertThat(door.exercises.kept).containsExactly(Map.entry("insider-1", "ann"));

    assertThat(type("status").out()).contains("exercises: 2 to be done, 1 overdue");
    assertThat(type("remediations").out())
        .contains("2026-01-31 OVERDUE", "2999-01-31  ", "Mend that.", "insider-1/E3");
    Typed closed = type("remediations", "close", "insider-1/E3", "--note", "mended");
    assertThat(closed.exit()).as(closed.err()).isZero();
    assertThat(type("remediations").out()).doesNotContain("insider-1/E3");
    assertThat(type("status").out()).contains("exercises: 1 to be done, 0 overdue");
  }

  @Test
  void what_is_no_exercise_or_nothing_open_is_refused() throws Exception {
    assertThat(keep("leaked-iam-key").err()).contains("There is no exercise leaked-iam-key in");
    assertThat(type("remediations", "close", "x", "--note", "done").err())
        .contains("Nothing open has this id; nothing was changed");
    assertThat(type("remediations", "close", "x").exit()).isEqualTo(2);
    assertThat(door.post(door.ann, "/v1/exercises", filing("P").replace(DIGEST, "x")).status())
        .isEqualTo(400);
    assertThat(door.post(door.ann, "/v1/exercises", filing("A")).status()).isEqualTo(400);
    assertThat(door.exercises.kept).isEmpty();
  }

  @Test
  void people_alone_keep_exercises_and_say_what_is_done() {
    assertThat(door.post(door.robot, "/v1/exercises", filing("P")).status()).isEqualTo(403);
    assertThat(door.get(door.robot, "/v1/remediations").status()).isEqualTo(403);
    assertThat(door.get("", "/v1/remediations").status()).isEqualTo(401);
    assertThat(door.post(door.bob, "/v1/exercises", filing("P")).status()).isEqualTo(200);
  }

  private static String filing(String grade) {
    return """
    {"exercise":"x-1","scenario":"insider","version":2,"digest":"%s","report":"%s",
     "how":"a rehearsal","started":"2026-11-29T10:00:00Z","score":90.0,"grade":"%s",
     "improvements":[]}\
    """
        .formatted(DIGEST, DIGEST, grade);
  }

  private Typed keep(String name) throws Exception {
    return type("exercise", "keep", name, "--reports", folder.resolve("exercises").toString());
  }

  private Typed type(String... words) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), door.ann);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", "http://127.0.0.1:" + door.port()));
    all.addAll(List.of("--token-file", token.toString()));
    return Typed.typed(all.toArray(String[]::new));
  }
}
