package dev.rekey.exercise.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.Scenario.Expectation;
import dev.rekey.exercise.scenario.Scenario.Forbidden;
import dev.rekey.exercise.scenario.Scenario.Question;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.score.Mark.Verdict;
import dev.rekey.model.incident.IncidentView.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
  private static final Expectation DISABLE =
      new Expectation(
          "E1", Action.DISABLE, List.of("a", "b"), Duration.ofSeconds(10), List.of(), 60, true, "");
  private static final Expectation PAGE =
      new Expectation(
          "E2", Action.PAGE, List.of(), Duration.ofSeconds(60), List.of("E1"), 20, false, "");
  private static final Forbidden TOLD_EARLY =
      new Forbidden(
          "F1",
          Action.NOTIFY,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.of("E1"),
          15,
          false,
          "");
  private static final Forbidden DELETED =
      new Forbidden(
          "F2",
          Action.DELETE,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          20,
          true,
          "");
  private static final Question TELL =
      new Question(
          "D1",
          Duration.ofMinutes(4),
          "Tell them?",
          List.of("yes", "no"),
          "no",
          Optional.empty(),
          Duration.ofMinutes(10),
          20,
          "");

  @ParameterizedTest
  @CsvSource({"0, 60", "10, 60", "15, 45", "20, 30", "29, 3", "30, 0", "300, 0"})
  void full_marks_until_the_limit_then_down_to_nothing_at_three_times(int at, double points) {
    Scorecard card = score(seen(5, Action.DISABLE, "a"), seen(at, Action.DISABLE, "b"));

    assertThat(mark(card, "E1").points()).isCloseTo(points, within(0.001));
  }

  @Test
  void all_targets_count_and_the_last_one_decides() {
    assertThat(mark(score(seen(1, Action.DISABLE, "a")), "E1").verdict()).isEqualTo(Verdict.MISSED);
    assertThat(mark(score(seen(1, Action.DISABLE, "a"), seen(9, Action.DISABLE, "b")), "E1").at())
        .contains(Duration.ofSeconds(9));
  }

  @Test
  void what_is_done_before_its_time_earns_nothing() {
    Scorecard card =
        score(
            seen(1, Action.PAGE, "x"), seen(2, Action.DISABLE, "a"), seen(3, Action.DISABLE, "b"));

    assertThat(mark(card, "E2").verdict()).isEqualTo(Verdict.OUT_OF_ORDER);
    assertThat(mark(card, "E2").points()).isZero();
  }

  @Test
  void what_is_forbidden_until_something_costs_until_then_only() {
    Scorecard card =
        score(
            seen(1, Action.NOTIFY, "x"),
            seen(2, Action.DISABLE, "a"),
            seen(3, Action.DISABLE, "b"),
            seen(4, Action.NOTIFY, "x"));

    assertThat(mark(card, "F1").points()).isEqualTo(-15);
  }

  @Test
  void
      what_is_forbidden_until_something_that_never_comes_costs_to_the_end_but_three_times_at_most() {
    Happening told = seen(1, Action.NOTIFY, "x");

    assertThat(mark(score(told, told, told, told, told), "F1").points()).isEqualTo(-45);
  }

  @Test
  void a_right_answer_counts_by_its_time_and_a_wrong_one_not_at_all() {
    Answer right = new Answer("D1", "no", Duration.ofMinutes(24), "dana");
    Answer wrong = new Answer("D1", "yes", Duration.ofMinutes(5), "dana");

    assertThat(mark(score(List.of(right)), "D1").points()).isEqualTo(10);
    assertThat(mark(score(List.of(wrong)), "D1").verdict()).isEqualTo(Verdict.WRONG);
  }

  @Test
  void everything_in_time_is_a_hundred_and_p() {
    Scorecard card =
        score(
            List.of(new Answer("D1", "no", Duration.ofMinutes(5), "dana")),
            seen(2, Action.DISABLE, "a"),
            seen(3, Action.DISABLE, "b"),
            seen(4, Action.PAGE, "x"));

    assertThat(card.score()).isEqualTo(100);
    assertThat(card.grade()).isEqualTo(Grade.P);
  }

  @Test
  void one_critical_line_missed_caps_the_grade_and_two_sink_it() {
    Happening[] contained = {
      seen(2, Action.DISABLE, "a"), seen(3, Action.DISABLE, "b"), seen(4, Action.PAGE, "x")
    };
    Answer answer = new Answer("D1", "no", Duration.ofMinutes(5), "dana");
    Scorecard deleted =
        score(
            List.of(answer), contained[0], contained[1], contained[2], seen(5, Action.DELETE, "a"));
    Scorecard nothing = score(List.of(answer), contained[2], seen(5, Action.DELETE, "a"));

    assertThat(deleted.score()).isEqualTo(80);
    assertThat(deleted.grade()).isEqualTo(Grade.M);
    assertThat(deleted.capped()).containsExactly("F2");
    assertThat(nothing.grade()).isEqualTo(Grade.U);
    assertThat(nothing.score()).isZero();
  }

  private static Happening seen(int second, Action action, String target) {
    return new Happening(
        Duration.ofSeconds(second), action, Optional.of(target), "rekey", Manner.AUTOMATIC, "");
  }

  private static Scorecard score(Happening... happenings) {
    return score(List.of(), happenings);
  }

  private static Scorecard score(List<Answer> answers, Happening... happenings) {
    Durations none =
        new Durations(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return Scoring.score(scenario(), new Observed(List.of(happenings), answers, List.of(), none));
  }

  private static Scenario scenario() {
    return new Scenario(
        "two-identities",
        1,
        "S00",
        "",
        List.of(),
        List.of(),
        List.of(),
        Duration.ofHours(1),
        new Setting(List.of(), List.of(), List.of(), List.of()),
        List.of(),
        List.of(DISABLE, PAGE),
        List.of(TOLD_EARLY, DELETED),
        List.of(TELL));
  }

  private static Mark mark(Scorecard card, String id) {
    return card.marks().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }
}
