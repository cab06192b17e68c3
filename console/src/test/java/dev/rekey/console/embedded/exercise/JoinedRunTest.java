package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.exercise.scenario.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exercise with people at terminals of their own. */
class JoinedRunTest {
  private static final String ANSWER = "no, not before the reach is known";

  @TempDir static Path folder;

  private static final Screen FACILITATOR = new Screen();
  private static final Screen DANA = new Screen();
  private static final Screen MARIA = new Screen();
  private static Optional<String> stranger = Optional.empty();
  private static Optional<String> another = Optional.empty();
  private static String report = "";

  @BeforeAll
  static void play_it() throws Exception {
    try (Playing playing = new Playing(folder)) {
      CompletableFuture<ExerciseResult> exercise = begun(playing);
      Invitation danas = invitation("dana");
      CompletableFuture<Optional<String>> dana = joining(danas, "Jane Doe", DANA);
      CompletableFuture<Optional<String>> maria = joining(invitation("maria"), "M. Rossi", MARIA);
      FACILITATOR.awaitShown("maria joined as credential-owner: M. Rossi");
      FACILITATOR.awaitShown("dana joined as on-call, incident-team: Jane Doe");
      DANA.type("note: too early", "It has not begun yet");
      stranger = joining(Invitation.to(danas.port()), "Mallory", new Screen()).join();
      another = joining(danas, "Mallory", new Screen()).join();
      FACILITATOR.type("go");
      play();
      Path written = Path.of(exercise.join().written().report());
      report = Files.readString(written.resolveSibling("report.md"));
      assertThat(dana.join()).isEmpty();
      assertThat(maria.join()).isEmpty();
    }
  }

  private static void play() {
    DANA.awaitShown("INJECT The code host found the key");
    DANA.awaitShown(": contained");
    DANA.type("acknowledge: Mine.", "dana acknowledge: done");
    DANA.type("list", "'list' is the facilitator's");
    DANA.type("inject: A rumour.", "'inject' is the facilitator's");
    DANA.type("status", "INC-");
    FACILITATOR.type("dana note: hers", "dana has joined, and acts at a terminal of their own");
    FACILITATOR.type("list", "NEXT  T+00:01:07  news: ");
    FACILITATOR.type("pause");
    FACILITATOR.type("inject: A journalist calls.", "INJECT A journalist calls.");
    FACILITATOR.type("go");
    MARIA.awaitShown("INJECT A journalist calls.");
    FACILITATOR.type("forward PT4M");
    DANA.awaitShown("QUESTION D1: ");
    DANA.type("answer D1: " + ANSWER, "dana answered D1: " + ANSWER);
    FACILITATOR.awaitShown("dana answered D1: " + ANSWER);
    MARIA.type("close: It looks finished.", "maria close: Refused: ");
    MARIA.type("leave");
    FACILITATOR.type("status", "maria left");
    FACILITATOR.awaitShown("maria left");
    FACILITATOR.type("maria note: She told me.", "maria note: done");
    FACILITATOR.type("end");
  }

  private static CompletableFuture<ExerciseResult> begun(Playing playing) {
    ExerciseOrder order =
        new ExerciseOrder(
            Library.find("leaked-iam-key").orElseThrow(), 1, folder.resolve("reports"), Map.of());
    FacilitatedRun run =
        new FacilitatedRun(
            order,
            Set.of("dana", "maria"),
            Optional.empty(),
            true,
            FACILITATOR.keyboard(),
            FACILITATOR.writer());
    return CompletableFuture.supplyAsync(
        () -> playing.on(Playing.runbooks(), run::on),
        work -> Thread.ofPlatform().daemon().start(work));
  }

  private static Invitation invitation(String person) {
    Pattern line = Pattern.compile(person + " \\(.*\\): rekey exercise join (\\S+) --name NAME");
    FACILITATOR.awaitShown("type 'go' when all are there");
    Matcher shown = line.matcher(FACILITATOR.shows());
    assertThat(shown.find()).isTrue();
    return Invitation.of(shown.group(1));
  }

  private static CompletableFuture<Optional<String>> joining(
      Invitation invitation, String name, Screen screen) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new Joining(screen.keyboard(), screen.writer()).join(invitation, name);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        work -> Thread.ofPlatform().daemon().start(work));
  }

  @Test
  void every_line_at_every_terminal_says_that_it_is_an_exercise() {
    assertThat((FACILITATOR.shows() + DANA.shows() + MARIA.shows()).lines())
        .allMatch(line -> line.startsWith("EXERCISE "));
  }

  @Test
  void nobody_comes_in_without_a_token_or_with_somebody_elses() {
    assertThat(stranger).contains("That token lets nobody into this exercise");
    assertThat(another).contains("That seat is taken by somebody of another name");
    assertThatThrownBy(() -> Invitation.of("12345.too-short"))
        .hasMessageContaining("no token of an exercise")
        .hasMessageNotContaining("too-short");
  }

  @Test
  void the_master_list_is_the_facilitators_alone() {
    assertThat(FACILITATOR.shows()).contains("NEXT  T+00:01:07  news: ");
    assertThat(DANA.shows() + MARIA.shows()).doesNotContain("NEXT", "news: ", "opponent:");
  }

  @Test
  void the_tokens_are_in_no_report_and_at_no_other_terminal() {
    String word = invitation("dana").word();
    assertThat(FACILITATOR.shows()).contains(word);
    assertThat(report + MARIA.shows() + DANA.shows()).doesNotContain(word);
  }

  @Test
  void each_hears_what_comes_and_when_it_is_over() {
    assertThat(DANA.shows()).contains("You are dana, on-call, incident-team.");
    assertThat(DANA.shows()).contains("it is over; the facilitator has the report");
  }

  @Test
  void the_report_has_each_with_name_and_role_and_what_they_decided_when() {
    assertThat(report)
        .contains("- dana: Jane Doe, on-call, incident-team, by token\n", "- chris (simulated)")
        .contains("who joined was let in by a token of their own")
        .contains("| dana | joined as on-call, incident-team: Jane Doe |")
        .containsPattern("4 min[^|]*\\| dana \\| D1: " + ANSWER)
        .containsPattern("\\| maria \\| Close was refused: ")
        .contains("| maria | left |", "| facilitator | inject: A journalist calls. |");
  }
}
