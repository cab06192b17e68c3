package dev.rekey.console.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.notice.Audience;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunbookCheckTest {
  private static final Runbook POSTGRES = Runbooks.load().of("postgres-user");

  static List<RunbookFiles.Document> documents() {
    return Runbooks.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void what_runs_has_no_mistakes(RunbookFiles.Document document) {
    assertThat(RunbookCheck.of(document.name(), document.text())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode: revoke-first   | mode: revoke-frist      | unknown mode: revoke-frist
          contained: PT60S     | contained: 60 seconds   | contained is no time such as
          passes: 3            | passes: 0               | passes is a number from 1 on
          veto: PT60S          | vote: PT60S             | unknown field: vote
          [snapshot, contain,  | [snapshot, contian,     | unknown word for steps: contian
          stable: [incident    | steady: [incident       | unknown milestone: steady
          ## hunt              | ## hunting              | it explains no step of its own: hunting
          """)
  void a_mistake_is_told_with_its_line(String good, String bad, String said) {
    String broken = postgres().replace(good, bad);
    int line = broken.lines().takeWhile(one -> !one.contains(bad)).toList().size() + 1;
    assertThat(RunbookCheck.of("it", broken))
        .anySatisfy(
            mistake -> {
              assertThat(mistake.text()).contains(said);
              assertThat(mistake.line()).isEqualTo(line);
            });
  }

  private static String postgres() {
    return documents().stream()
        .filter(one -> one.name().equals("postgres-user"))
        .map(RunbookFiles.Document::text)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void all_mistakes_are_told_at_once() {
    String text =
        documents().getFirst().text().replace("mode: ", "mood: ").replace("PT60S", "soon");
    assertThat(RunbookCheck.of("it", text)).hasSizeGreaterThan(2);
    assertThat(RunbookCheck.of("it", "no front matter")).hasSize(1);
    assertThat(RunbookCheck.of("it", "---\na: [b\n---\n")).isNotEmpty();
  }

  @Test
  void a_walk_follows_the_document_and_says_who_waits_for_whom() {
    List<RunbookWalk.Act> acts = RunbookWalk.of(POSTGRES, ResponseMode.OVERLAP, 4, false);
    assertThat(acts.getFirst().told()).contains(Audience.ON_CALL);
    assertThat(acts)
        .extracting(RunbookWalk.Act::what)
        .anyMatch(what -> what.contains("approval or a second signal"))
        .anyMatch(what -> what.startsWith("recover first"));
    assertThat(RunbookWalk.of(POSTGRES, ResponseMode.REVOKE_FIRST, 3, true))
        .hasSize(POSTGRES.steps().size() + 3);
  }
}
