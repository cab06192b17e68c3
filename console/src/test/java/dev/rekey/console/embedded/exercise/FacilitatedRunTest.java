package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.score.Mark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exercise with people, who are a script here. */
class FacilitatedRunTest {
  private static final String SESSION =
      """
      list
      next
      pause
      dana acknowledge: Mine.
      chris note: said while it stands still
      dana answer D1: yes
      status
      inject: Somebody knocks.
      dana note: and after that
      go
      dana close: It looks finished.
      mallory note: I am not here.
      sing: a song
      dana approve: without a question
      dana answer D1: perhaps
      forward banana
      forward -PT5M
      forward PT9223372036854775807S
      inject: A journalist calls.
      forward PT4M
      dana answer D1: no, not before the reach is known
      forward PT36M
      dana root-cause committed-to-source: The key was in a settings file of a template.
      forward PT5M
      chris close: The cause is on record.
      end
      """;

  @TempDir static Path folder;

  private static final StringWriter SCREEN = new StringWriter();
  private static ExerciseResult result;
  private static String report = "";

  @BeforeAll
  static void play_it() throws IOException {
    ExerciseOrder order =
        new ExerciseOrder(
            Library.find("leaked-iam-key").orElseThrow(), 1, folder.resolve("reports"), Map.of());
    try (Playing playing = new Playing(folder)) {
      FacilitatedRun run =
          new FacilitatedRun(
              order,
              Set.of("dana", "chris"),
              Optional.empty(),
              false,
              new BufferedReader(new StringReader(SESSION)),
              new PrintWriter(SCREEN));
      result = playing.on(Playing.runbooks(), run::on);
    }
    report = Files.readString(Path.of(result.written().report()).resolveSibling("report.md"));
  }

  @AfterAll
  static void forget() {
    SCREEN.getBuffer().setLength(0);
  }

  @Test
  void every_line_says_that_it_is_an_exercise() {
    assertThat(SCREEN.toString().lines()).allMatch(line -> line.startsWith("EXERCISE "));
    assertThat(report).startsWith("# EXERCISE: ");
  }

  @Test
  void the_facilitator_sees_what_comes_next_and_leaps_there() {
    assertThat(SCREEN.toString())
        .contains(
            "done  T+00:00:00  signal: ",
            "NEXT  T+00:01:07  news: The provider attaches its own quarantine policy",
            "T+00:01:07  INJECT The provider attaches");
  }

  @Test
  void people_hear_what_comes_and_nothing_is_decided_for_them() {
    assertThat(SCREEN.toString())
        .contains("INJECT The cause is known. (dana decides what to do)", "QUESTION D1: ");
    assertThat(SCREEN.toString()).doesNotContain("opponent:");
    assertThat(result.outcome().observed().answers())
        .extracting(one -> one.by() + " " + one.choice())
        .containsExactly("dana no, not before the reach is known");
  }

  @Test
  void their_acts_are_those_of_a_real_incident_and_can_be_refused() {
    assertThat(SCREEN.toString())
        .contains(
            "dana acknowledge: done",
            "dana close: Refused: it does not close before its root cause is on record",
            "dana root-cause: done",
            "chris close: done");
    assertThat(result.outcome().incidents()).allMatch(incident -> incident.state().isEnd());
    assertThat(result.outcome().card().marks())
        .filteredOn(mark -> mark.id().equals("E11"))
        .extracting(Mark::verdict)
        .containsExactly(Mark.Verdict.MET);
  }

  @Test
  void nothing_is_lost_that_people_do_while_time_stands_still() {
    assertThat(SCREEN.toString())
        .contains("chris note: done", "dana note: done", "D1 was not asked yet");
    assertThat(result.outcome().incidents().getFirst().timeline())
        .filteredOn(line -> line.text().contains("while it stands still"))
        .singleElement()
        .satisfies(line -> assertThat(line.by()).isEqualTo("chris"));
    assertThat(report)
        .contains("| chris | said while it stands still |", "| dana | and after that |")
        .contains("| facilitator | inject: Somebody knocks. |")
        .contains("| it came too early | dana: an answer to D1, which was not asked yet |")
        .contains("| refused | dana: Close. Refused: it does not close before its root cause");
  }

  @Test
  void what_is_no_act_is_told_and_changes_nothing() {
    assertThat(SCREEN.toString())
        .contains(
            "Nobody here is called mallory",
            "Nobody here is called sing",
            "approve names the question",
            "Say how long, such as PT5M",
            "The choices are [");
  }

  @Test
  void the_report_says_who_took_part_what_they_decided_and_what_was_added() {
    assertThat(report)
        .contains("- dana\n", "- maria (simulated)", "with people, at one terminal")
        .contains("| facilitator | inject: A journalist calls. |")
        .contains("| dana | Close was refused: it does not close before its root cause")
        .contains("| dana | D1: no, not before the reach is known |");
  }
}
