package dev.rekey.exercise.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.score.Observed;
import dev.rekey.exercise.score.Scoring;
import dev.rekey.exercise.world.NoticeBoard.Heard;
import dev.rekey.exercise.world.Twist;
import dev.rekey.exercise.world.Twist.Delivery;
import dev.rekey.exercise.world.Twist.Strike;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.notice.NoticeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final ScenarioDocument LEAK = Library.find("leaked-iam-key").orElseThrow();
  private static final ScenarioDocument TWO_SIGNALS =
      Library.find("rotation-in-flight").orElseThrow();
  private static final Heard TOLD =
      new Heard("dana", new NoticeId("n-1"), "INC-00000001", "contained");

  @Test
  void whatever_can_go_wrong_is_played_once() {
    List<Twist> played = new ArrayList<>();
    SweepFigures figures =
        new Sweep(LEAK, 2, 1, (document, twist) -> good(played, twist), line -> {})
            .figures("3 min");

    assertThat(figures.held()).isTrue();
    assertThat(figures.lines()).extracting(SweepFigures.Line::runs).containsExactly(1, 1, 1, 6, 2);
    assertThat(played.stream().flatMap(one -> one.strike().stream()))
        .filteredOn(strike -> strike.kind() == Strike.Kind.CRASH)
        .extracting(Strike::call)
        .containsExactly(1, 3, 5, 7, 9, 11);
    assertThat(played).anyMatch(one -> !one.opponent());
    assertThat(played).anyMatch(one -> one.delivery() == Delivery.TWICE);
  }

  @Test
  void it_says_how_far_it_has_come_and_in_the_end_what_held() {
    List<String> said = new ArrayList<>();
    SweepFigures figures =
        new Sweep(LEAK, 2, 1, (document, twist) -> good(new ArrayList<>(), twist), said::add)
            .figures("3 min");

    assertThat(said)
        .contains(
            "leaked-iam-key: 11 of 11 runs", "leaked-iam-key, each call twice: held in 1 of 1");
    assertThat(SweepTable.sentence(List.of(figures), Duration.ofSeconds(61)))
        .isEqualTo("1 scenarios, 11 runs, in 1 min 1 s: everything held");
    assertThat(SweepTable.markdown(List.of(figures)))
        .contains("| `leaked-iam-key` | 1 of 1 | 1 of 1 | 1 of 1 | 6 of 6 | 2 of 2 |");
  }

  @Test
  void many_runs_at_once_are_told_of_in_their_order() {
    SweepFigures figures =
        new Sweep(LEAK, 1, 4, (document, twist) -> good(new ArrayList<>(), twist), line -> {})
            .figures("3 min");

    assertThat(figures.lines())
        .extracting(SweepFigures.Line::variation)
        .containsExactly(Variation.values());
    assertThat(figures.lines()).extracting(SweepFigures.Line::runs).containsExactly(1, 1, 1, 11, 3);
  }

  private static Outcome good(List<Twist> played, Twist twist) {
    played.add(twist);
    return outcome(List.of(), List.of(TOLD), List.of(), IncidentView.State.CLOSED);
  }

  @Test
  void a_run_that_comes_to_no_end_is_told_with_its_place_and_the_others_are_played() {
    SweepFigures figures =
        new Sweep(
                LEAK,
                5,
                1,
                (document, twist) -> {
                  if (twist.strike().filter(one -> one.call() == 6).isPresent()) {
                    throw new IllegalStateException("The exercise stands still");
                  }
                  return good(new ArrayList<>(), twist);
                },
                line -> {})
            .figures("3 min");

    assertThat(figures.held()).isFalse();
    assertThat(figures.lines())
        .filteredOn(line -> line.variation() == Variation.CRASH)
        .containsExactly(
            new SweepFigures.Line(
                Variation.CRASH,
                3,
                2,
                0,
                List.of("after call 6: it came to no end: The exercise stands still")));
  }

  @Test
  void each_signal_may_bring_one_new_value_and_no_more() {
    List<Happening> two = List.of(installed("PT1M"), installed("PT2M"));

    assertThat(broken(LEAK, two)).containsExactly("2 replacements of payments/deployer");
    assertThat(broken(LEAK, List.of(installed("-PT1M"), installed("PT1M")))).isEmpty();
    List<Happening> third =
        List.of(of("billing/db", "PT1M"), of("billing/db", "PT3M"), of("billing/db", "PT4M"));
    assertThat(broken(TWO_SIGNALS, third)).containsExactly("3 replacements of billing/db");
    assertThat(broken(TWO_SIGNALS, third.subList(0, 2))).isEmpty();
  }

  @Test
  void whoever_is_told_the_same_twice_is_named() {
    Heard again = new Heard("dana", new NoticeId("n-2"), "INC-00000001", "contained");
    Heard reminder = new Heard("dana", new NoticeId("n-3"), "INC-00000001", "escalated");

    assertThat(
            Invariants.broken(
                LEAK.scenario(),
                outcome(
                    List.of(),
                    List.of(TOLD, again, reminder, reminder),
                    List.of(),
                    IncidentView.State.CLOSED)))
        .containsExactly("2 times told: dana of INC-00000001, contained");
  }

  @Test
  void what_is_alive_restored_or_without_an_end_is_named() {
    Happening restored =
        new Happening(
            Duration.ofMinutes(1),
            Action.RESTORE_LEAKED,
            Optional.empty(),
            "rekey",
            Manner.AUTOMATIC,
            "AKIA1 is let in");

    assertThat(
            Invariants.broken(
                LEAK.scenario(),
                outcome(
                    List.of(restored),
                    List.of(),
                    List.of("payments/deployer: AKIA1"),
                    IncidentView.State.WATCHING)))
        .containsExactly(
            "still alive: payments/deployer: AKIA1",
            "leaked, and restored: AKIA1 is let in",
            "not at an end: INC-00000001 is WATCHING");
  }

  private static List<String> broken(ScenarioDocument document, List<Happening> happenings) {
    return Invariants.broken(
        document.scenario(), outcome(happenings, List.of(), List.of(), IncidentView.State.CLOSED));
  }

  private static Happening installed(String at) {
    return of("payments/deployer", at);
  }

  private static Happening of(String secret, String at) {
    return new Happening(
        Duration.parse(at),
        Action.INSTALL,
        Optional.of(secret),
        "rekey",
        Manner.AUTOMATIC,
        "a new value");
  }

  private static Outcome outcome(
      List<Happening> happenings, List<Heard> heard, List<String> alive, IncidentView.State state) {
    IncidentView.Durations none =
        new IncidentView.Durations(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    IncidentView incident =
        new IncidentView(
            new IncidentId("INC-00000001"),
            "iam-access-key",
            Severity.P1,
            ResponseMode.REVOKE_FIRST,
            state,
            Optional.empty(),
            Map.of(),
            List.of(),
            Map.of(),
            none,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    Observed observed = new Observed(happenings, List.of(), List.of(), none);
    return new Outcome(
        "x-1",
        1,
        observed,
        Scoring.score(LEAK.scenario(), observed),
        List.of(incident),
        Duration.ofHours(1),
        Instant.parse("2027-01-04T10:00:00Z"),
        11,
        heard,
        alive);
  }
}
