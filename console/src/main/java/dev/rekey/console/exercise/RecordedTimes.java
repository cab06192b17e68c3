package dev.rekey.console.exercise;

import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Scenario.Expectation;
import dev.rekey.model.incident.Milestone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long the response to an incident took, and what is expected of a later one.
 *
 * @param report of the incident
 * @param zero when it began
 * @param lost its authorities
 */
record RecordedTimes(IncidentReport report, Instant zero, RecordedLosses lost) {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration LONGER = Duration.ofHours(1);
  private static final int WEIGHT = 10;
  private static final Set<Action> CRITICAL =
      Set.of(Action.DISABLE, Action.STOP_ISSUANCE, Action.CONTAINED);
  private static final Set<Milestone> ONCE_STOPPED =
      EnumSet.of(Milestone.CONTAINED, Milestone.STABLE, Milestone.PROVEN);
  private static final Set<Milestone> ONCE_REMOVED =
      EnumSet.of(Milestone.RECOVERED, Milestone.SILENT);
  private static final Map<Milestone, Action> SAID =
      Map.of(
          Milestone.CONTAINED, Action.CONTAINED,
          Milestone.STABLE, Action.STABLE,
          Milestone.PROVEN, Action.PROVEN,
          Milestone.WIDENED, Action.WIDENED,
          Milestone.RECOVERED, Action.RECOVERED,
          Milestone.SILENT, Action.SILENT,
          Milestone.CLOSED, Action.CLOSED);

  /** When it is closed: in an exercise not before an authority is rolled over and silent. */
  Duration closed() {
    Duration then = reached(Milestone.CLOSED).orElseThrow();
    return lost.authorities().isEmpty()
        ? then
        : lost.notBeforeRemoval(then.minus(LONGER)).plus(LONGER);
  }

  /**
   * What is expected of a later response.
   *
   * @param others what was reported and is no authority
   */
  List<Expectation> expectations(List<String> others) {
    List<Expectation> all = new ArrayList<>();
    measured("TTC").ifPresent(time -> contained(all, others, time));
    for (Milestone milestone : Milestone.values()) {
      Action action = SAID.get(milestone);
      if (action != null) {
        reached(milestone)
            .map(time -> inTime(milestone, time))
            .ifPresent(time -> all.add(expected(all, action, List.of(), time)));
      }
    }
    if (!lost.believers().isEmpty()) {
      Duration agreed = lost.notBeforeRemoval(Duration.ZERO);
      all.add(expected(all, Action.REMOVE_TRUST, lost.believers(), agreed));
    }
    return all;
  }

  private Duration inTime(Milestone milestone, Duration took) {
    return milestone == Milestone.CLOSED
        ? closed()
        : ONCE_REMOVED.contains(milestone)
            ? lost.notBeforeRemoval(took)
            : ONCE_STOPPED.contains(milestone) ? lost.notBeforeStop(took) : took;
  }

  private void contained(List<Expectation> all, List<String> others, Duration took) {
    if (!others.isEmpty()) {
      all.add(expected(all, Action.DISABLE, others, took));
    }
    if (!lost.secrets().isEmpty()) {
      all.add(expected(all, Action.STOP_ISSUANCE, lost.secrets(), lost.notBeforeStop(took)));
    }
  }

  private static Expectation expected(
      List<Expectation> before, Action action, List<String> target, Duration took) {
    return new Expectation(
        "E" + (before.size() + 1),
        action,
        target,
        took.plus(took.dividedBy(2)).plus(MARGIN),
        List.of(),
        WEIGHT,
        CRITICAL.contains(action),
        "It took " + took.toSeconds() + " s then.");
  }

  Optional<Duration> reached(Milestone milestone) {
    return report.timeline().stream()
        .filter(line -> line.what().equals(milestone.words()))
        .findFirst()
        .map(IncidentLine::at)
        .map(at -> Duration.between(zero, at));
  }

  Optional<Duration> measured(String name) {
    return report.measures().stream()
        .filter(one -> one.name().equals(name))
        .flatMap(one -> one.seconds().stream())
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
        .findFirst();
  }
}
