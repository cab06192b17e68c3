package dev.rekey.exercise.sweep;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.world.NoticeBoard.Heard;
import dev.rekey.model.incident.Milestone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds of a response, whatever goes wrong on the way. */
public final class Invariants {
  /** What is reached once in an incident, and told once. */
  private static final Set<String> ONCE =
      Stream.of(
              Milestone.DECLARED,
              Milestone.CONTAINED,
              Milestone.STABLE,
              Milestone.PROVEN,
              Milestone.RECOVERED,
              Milestone.CLOSED)
          .map(Milestone::words)
          .collect(Collectors.toSet());

  private final Scenario scenario;
  private final Outcome outcome;

  private Invariants(Scenario scenario, Outcome outcome) {
    this.scenario = scenario;
    this.outcome = outcome;
  }

  /** Which of them do not hold, in sentences; empty if all do. */
  public static List<String> broken(Scenario scenario, Outcome outcome) {
    Invariants all = new Invariants(scenario, outcome);
    return Stream.of(
            all.twoReplacements(), all.toldTwice(), all.alive(), all.restored(), all.unfinished())
        .flatMap(one -> one)
        .toList();
  }

  /** Each signal about a credential may bring one new value for it, and no more. */
  private Stream<String> twoReplacements() {
    Map<String, Long> made =
        automatic(Action.INSTALL)
            .filter(one -> !one.at().isNegative())
            .collect(Collectors.groupingBy(one -> one.target().orElse(""), Collectors.counting()));
    return made.entrySet().stream()
        .filter(one -> one.getValue() > Math.max(1, signals(one.getKey())))
        .map(one -> one.getValue() + " replacements of " + one.getKey())
        .sorted();
  }

  private long signals(String secret) {
    return scenario.injects().stream()
        .filter(one -> one instanceof Inject.Signal signal && signal.principals().contains(secret))
        .map(one -> ((Inject.Signal) one).signal())
        .distinct()
        .count();
  }

  private Stream<String> toldTwice() {
    Map<String, Long> told =
        outcome.heard().stream()
            .filter(one -> ONCE.contains(one.milestone()))
            .collect(Collectors.groupingBy(Invariants::news, Collectors.counting()));
    return told.entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .map(one -> one.getValue() + " times told: " + one.getKey())
        .sorted();
  }

  private static String news(Heard one) {
    return one.person() + " of " + one.incident() + ", " + one.milestone();
  }

  private Stream<String> alive() {
    return outcome.alive().stream().map(what -> "still alive: " + what);
  }

  private Stream<String> restored() {
    return automatic(Action.RESTORE_LEAKED).map(one -> "leaked, and restored: " + one.text());
  }

  private Stream<String> unfinished() {
    return outcome.incidents().stream()
        .filter(incident -> !incident.state().isEnd())
        .map(incident -> "not at an end: " + incident.id() + " is " + incident.state());
  }

  private Stream<Happening> automatic(Action action) {
    return outcome.observed().happenings().stream()
        .filter(one -> one.action() == action)
        .filter(one -> one.manner() == Manner.AUTOMATIC);
  }
}
