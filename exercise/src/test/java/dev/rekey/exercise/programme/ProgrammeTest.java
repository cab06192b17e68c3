package dev.rekey.exercise.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.programme.Programme.Line;
import dev.rekey.exercise.report.AfterActionReport.Improvement;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.score.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgrammeTest {
  private static final List<Scenario> LIBRARY =
      Library.all().stream().map(ScenarioDocument::scenario).toList();
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);

  @TempDir Path folder;

  @Test
  void what_was_never_played_is_due_a_period_after_the_programme_began() {
    Programme programme = Programme.of(LIBRARY, List.of(), SINCE, LocalDate.of(2027, 1, 2));

    assertThat(line(programme, "leaked-iam-key").due()).isEqualTo("2027-01-01");
    assertThat(line(programme, "leaked-iam-key").overdue()).isTrue();
    assertThat(line(programme, "bulk-read").due()).isEqualTo("2028-01-01");
    assertThat(programme.overdue())
        .extracting(Line::scenario)
        .containsExactly(
            "insider", "leaked-iam-key", "lost-authority", "server-away", "session-outlives-key");
  }

  @Test
  void an_exercise_counts_for_its_period_and_the_latest_one_counts() {
    List<PastExercise> past =
        List.of(run("leaked-iam-key", "2026-03-01"), run("leaked-iam-key", "2026-09-10"));

    Programme programme = Programme.of(LIBRARY, past, SINCE, LocalDate.of(2027, 9, 10));

    assertThat(line(programme, "leaked-iam-key").due()).isEqualTo("2027-09-10");
    assertThat(line(programme, "leaked-iam-key").overdue()).isFalse();
  }

  @Test
  void a_control_is_shown_only_by_what_was_played_within_a_year() {
    List<PastExercise> past = List.of(run("orphaned-credential", "2026-03-01"));

    assertThat(shown(Programme.of(LIBRARY, past, SINCE, LocalDate.of(2026, 12, 1)), "CC6.2"))
        .containsExactly("orphaned-credential");
    assertThat(shown(Programme.of(LIBRARY, past, SINCE, LocalDate.of(2027, 4, 1)), "CC6.2"))
        .isEmpty();
  }

  @Test
  void a_folder_of_reports_is_read_back_and_what_is_half_written_is_left_out() throws IOException {
    ExerciseFolder exercises = new ExerciseFolder(folder);
    assertThat(new ExerciseFolder(folder.resolve("none")).all()).isEmpty();
    Files.createDirectories(folder.resolve("half"));
    Files.createDirectories(folder.resolve("one"));
    PastExercise one = run("insider", "2026-05-05");
    Files.writeString(folder.resolve("one/result.json"), ExerciseFolder.json(one));

    assertThat(exercises.all()).containsExactly(one);
    assertThat(ExerciseFolder.json(one))
        .doesNotContain("\n")
        .contains("\"scenario\":\"insider\"", "\"ttc_s\":12.5", "\"grade\":\"P\"");
  }

  @Test
  void what_an_exercise_left_to_be_done_is_open_until_a_later_one_shows_it_mended() {
    List<PastExercise> past =
        List.of(
            run("insider", "2026-03-01", "E1 2026-03-15", "E2 2026-03-31"),
            run("insider", "2026-03-10", "E1 2026-03-24"),
            run("bulk-read", "2026-03-05", "E9 2026-04-04"));

    Programme programme = Programme.of(LIBRARY, past, SINCE, LocalDate.of(2026, 3, 20));

    assertThat(programme.remediations())
        .extracting(one -> one.scenario() + " " + one.finding() + " " + one.due())
        .containsExactly("insider E1 2026-03-15", "bulk-read E9 2026-04-04");
    assertThat(programme.late()).extracting(Remediation::finding).containsExactly("E1");
    assertThat(programme.late())
        .extracting(Remediation::exercise)
        .containsExactly("insider2026-03-01");
  }

  private static Line line(Programme programme, String scenario) {
    return programme.lines().stream()
        .filter(one -> one.scenario().equals(scenario))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> shown(Programme programme, String control) {
    return programme.controls().stream()
        .filter(one -> one.control().equals(control))
        .findFirst()
        .orElseThrow()
        .shown();
  }

  private static PastExercise run(String scenario, String day, String... found) {
    return new PastExercise(
        scenario + day,
        scenario,
        1,
        "",
        "a rehearsal",
        1,
        Instant.parse(day + "T09:00:00Z"),
        95,
        Grade.P,
        Optional.empty(),
        Optional.of(3.0),
        Optional.of(12.5),
        Optional.empty(),
        Stream.of(found)
            .map(one -> one.split(" "))
            .map(one -> new Improvement(one[0], "Mend it", "dana", LocalDate.parse(one[1])))
            .toList(),
        "report.html");
  }
}
