package dev.rekey.exercise.run;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.credential.SecretId;
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
    return switch (entry.kind()) {
      case MILESTONE -> about(entry, entry.milestone().flatMap(TimelineReading::milestone));
      case STEP ->
          Stream.concat(about(entry, entry.step().flatMap(TimelineReading::step)), seen(entry));
      case REPORT, DECISION, REFUSAL, NOTICE, FAILURE -> Stream.empty();
    };
  }

  /** What a step saw of certificates, each by its names, and of who believes them. */
  private Stream<Happening> seen(TimelineEntry entry) {
    List<String> whats = entry.facts().stream().map(Fact::what).toList();
    Stream<Happening> strangers =
        whats.stream()
            .filter(what -> what.contains("has no record of"))
            .map(what -> happening(Action.STRANGER, Optional.of(names(what)), entry));
    boolean missed = whats.stream().anyMatch(what -> what.contains("trust was removed too early"));
    return Stream.concat(
        strangers, about(entry, missed ? Optional.of(Action.TRUST_MISSED) : Optional.empty()));
  }

  /** For whom a certificate is, as a finding has it after its serial number. */
  private static String names(String what) {
    return what.substring(what.lastIndexOf(" for ") + " for ".length());
  }

  private Stream<Happening> about(TimelineEntry entry, Optional<Action> action) {
    Optional<String> first = entry.secrets().stream().findFirst().map(SecretId::value);
    return action.map(what -> happening(what, first, entry)).stream();
  }

  private Happening happening(Action action, Optional<String> target, TimelineEntry entry) {
    return new Happening(
        Duration.between(signal, entry.at()),
        action,
        target,
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
