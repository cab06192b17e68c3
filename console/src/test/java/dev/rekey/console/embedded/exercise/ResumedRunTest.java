package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exercise with people whose process was killed goes on from its protocol. */
class ResumedRunTest {
  private static final String BEFORE =
      """
      pause
      next
      dana acknowledge: Mine.
      chris close: It looks finished.
      chris answer D1: perhaps
      inject: A journalist calls.
      forward PT4M
      dana answer D1: no, not before the reach is known
      """;

  private static final String AFTER =
      """
      forward PT36M
      dana root-cause committed-to-source: The key was in a settings file of a template.
      forward PT5M
      chris close: The cause is on record.
      end
      """;

  private static final ScenarioDocument LEAK = Library.find("leaked-iam-key").orElseThrow();

  @TempDir static Path folder;

  private static ExerciseResult whole;
  private static ExerciseResult resumed;
  private static List<String> screen = List.of();
  private static Path cut;

  @BeforeAll
  static void play_it_once_and_again_from_its_middle() throws IOException {
    try (Playing playing = new Playing(folder)) {
      whole = played(playing, "whole", Optional.empty(), BEFORE + AFTER, new StringWriter());
      cut = killed(protocol(whole), folder.resolve("killed.jsonl"));
      StringWriter shown = new StringWriter();
      resumed = played(playing, "resumed", Optional.of(PastProtocol.read(cut, LEAK)), AFTER, shown);
      screen = shown.toString().lines().toList();
    }
  }

  private static ExerciseResult played(
      Playing playing,
      String reports,
      Optional<PastProtocol> before,
      String session,
      StringWriter screen) {
    ExerciseOrder order = new ExerciseOrder(LEAK, 1, folder.resolve(reports), Map.of());
    FacilitatedRun run =
        new FacilitatedRun(
            order,
            Set.of("dana", "chris"),
            before,
            false,
            new BufferedReader(new StringReader(session)),
            new PrintWriter(screen));
    return playing.on(Playing.runbooks(), run::on);
  }

  private static Path protocol(ExerciseResult result) {
    return Path.of(result.written().report()).resolveSibling("protocol.jsonl");
  }

  /** The process died while it wrote the line after the last answer. */
  private static Path killed(Path protocol, Path to) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(protocol)) {
      lines.add(line);
      if (line.contains("answer D1: no")) {
        break;
      }
    }
    return Files.writeString(to, String.join("\n", lines) + "\n{\"at\":\"PT5M7.00");
  }

  @Test
  void it_comes_to_the_same_end_as_if_nothing_had_happened() {
    assertThat(said(resumed)).isNotEmpty().isEqualTo(said(whole));
    assertThat(resumed.outcome().card().marks()).isEqualTo(whole.outcome().card().marks());
    assertThat(resumed.outcome().observed().answers())
        .isEqualTo(whole.outcome().observed().answers())
        .hasSize(1);
  }

  /** The name of a version is of its workflow, and so of the exercise. */
  private static List<String> said(ExerciseResult result) {
    return result.outcome().incidents().stream()
        .flatMap(incident -> incident.timeline().stream())
        .map(line -> line.at() + " " + line.by() + " " + line.text())
        .map(line -> line.replaceFirst("by version .*", "by version ..."))
        .toList();
  }

  @Test
  void people_see_what_was_done_and_then_time_stands_still() {
    assertThat(screen)
        .contains(
            "EXERCISE again: dana acknowledge: Mine.",
            "EXERCISE again: chris close: It looks finished.",
            "EXERCISE again: facilitator inject: A journalist calls.",
            "EXERCISE again: dana answer D1: no, not before the reach is known")
        .anyMatch(line -> line.matches("EXERCISE resumed at T\\+00:05:07; time stands still.*"));
  }

  @Test
  void the_report_says_so_and_has_what_was_done_before() throws IOException {
    Path report = Path.of(resumed.written().report()).resolveSibling("report.md");
    assertThat(Files.readString(report))
        .contains("| facilitator | resumed leaked-iam-key-", "whose process had died")
        .contains("| facilitator | inject: A journalist calls. |")
        .contains("| dana | D1: no, not before the reach is known |");
  }

  @Test
  void its_own_protocol_has_what_was_before_and_says_how_it_ended() throws IOException {
    List<String> before = Files.readAllLines(cut);
    List<String> all = Files.readAllLines(protocol(resumed));
    assertThat(all.subList(1, before.size() - 1)).isEqualTo(before.subList(1, before.size() - 1));
    assertThatThrownBy(() -> PastProtocol.read(protocol(resumed), LEAK))
        .hasMessageContaining("came to its end");
  }

  @Test
  void a_protocol_of_something_else_is_refused() throws IOException {
    ScenarioDocument another = Library.find("restoring-opponent").orElseThrow();
    assertThatThrownBy(() -> PastProtocol.read(cut, another))
        .hasMessageContaining("not of this scenario as it reads now");
    List<String> broken = new ArrayList<>(Files.readAllLines(cut));
    broken.set(2, "{}");
    Path file = Files.write(folder.resolve("broken.jsonl"), broken);
    assertThatThrownBy(() -> PastProtocol.read(file, LEAK)).hasMessageContaining("line 3");
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    assertThatThrownBy(() -> PastProtocol.read(empty, LEAK)).hasMessageContaining("line 1");
    Path lone = Files.writeString(folder.resolve("lone.jsonl"), "null\n");
    assertThatThrownBy(() -> PastProtocol.read(lone, LEAK)).hasMessageContaining("line 1");
  }
}
