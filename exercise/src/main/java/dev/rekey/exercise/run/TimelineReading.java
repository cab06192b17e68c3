package dev.rekey.exercise.run;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a response says of itself, as things that happened. */
final class TimelineReading {
  private final Instant signal;

  TimelineReading(Instant signal) {
    this.signal = signal;
  }

  List<Happening> of(IncidentView incident) {
    return incident.timeline().stream().flatMap(this::read).toList();
  }

  private Stream<Happening> read(TimelineEntry entry) {
    Stream<Action> actions =
        switch (entry.kind()) {
          case MILESTONE -> entry.milestone().flatMap(TimelineReading::milestone).stream();
          case STEP ->
              Stream.concat(entry.step().flatMap(TimelineReading::step).stream(), seen(entry));
          case REPORT, DECISION, REFUSAL, NOTICE, FAILURE -> Stream.empty();
        };
    return actions.map(what -> happening(what, entry));
  }

  /** What a step saw of certificates, and of who believes them. */
  private static Stream<Action> seen(TimelineEntry entry) {
    return entry.facts().stream()
        .map(Fact::what)
        .flatMap(
            what ->
                what.contains("has no record of")
                    ? Stream.of(Action.STRANGER)
                    : what.contains("trust was removed too early")
                        ? Stream.of(Action.TRUST_MISSED)
                        : Stream.empty())
        .distinct();
  }

  private Happening happening(Action action, TimelineEntry entry) {
    return new Happening(
        Duration.between(signal, entry.at()),
        action,
        entry.secrets().stream().findFirst().map(secret -> secret.value()),
        entry.by(),
        Manner.AUTOMATIC,
        entry.text());
  }

  private static Optional<Action> milestone(Milestone milestone) {
    return switch (milestone) {
      case DECLARED -> Optional.of(Action.DECLARE);
      case GUARDED -> Optional.of(Action.GUARDED);
      case CONTAINED -> Optional.of(Action.CONTAINED);
      case STABLE -> Optional.of(Action.STABLE);
      case PROVEN -> Optional.of(Action.PROVEN);
      case WIDENED -> Optional.of(Action.WIDENED);
      case RECOVERED -> Optional.of(Action.RECOVERED);
      case SILENT -> Optional.of(Action.SILENT);
      case ESCALATED -> Optional.of(Action.ESCALATED);
      case BREAK_GLASS -> Optional.of(Action.BREAK_GLASS);
      case CLOSED -> Optional.of(Action.CLOSED);
      case ACKNOWLEDGED,
          CONTAINMENT_OVERDUE,
          NO_OUTER_CONTROL,
          RECOVERY_OVERDUE,
          RECOVERY_FAILED,
          REVIEW_OVERDUE,
          CLOCK_NEAR ->
          Optional.empty();
    };
  }

  private static Optional<Action> step(ResponseStep step) {
    return switch (step) {
      case SNAPSHOT -> Optional.of(Action.SNAPSHOT);
      case HUNT -> Optional.of(Action.HUNT);
      case REACH -> Optional.of(Action.REACH);
      case CONTAIN, STABILIZE, PROVE, RECOVER, WATCH, REVIEW -> Optional.empty();
    };
  }
}
