package dev.rekey.console.door.http;

import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentStanding;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.notice.NoticeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Incidents in words for people. */
final class IncidentStandings {
  private IncidentStandings() {}

  static IncidentStanding brief(IncidentView view) {
    return of(view.with(List.of()), List.of());
  }

  static IncidentStanding of(IncidentView view, List<NoticeRecord> notices) {
    return new IncidentStanding(
        view.id().value(),
        word(view.state()),
        view.severity().name(),
        view.mode().word(),
        view.runbook(),
        view.credentials().entrySet().stream()
            .map(
                one ->
                    one.getKey() + ": " + one.getValue().map(ResponseStep::word).orElse("waiting"))
            .sorted()
            .toList(),
        view.questions().stream().map(one -> one.id() + ": " + one.text()).toList(),
        view.clocks().entrySet().stream()
            .map(one -> one.getValue() + " " + one.getKey().title())
            .sorted()
            .toList(),
        view.durations().toContain().map(IncidentStandings::seconds),
        view.durations().toRecover().map(IncidentStandings::seconds),
        view.cause().map(RootCause::cause),
        NoticeLines.of(notices),
        view.timeline().stream().map(IncidentStandings::line).toList());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static IncidentLine line(TimelineEntry entry) {
    return new IncidentLine(
        entry.at(),
        entry.by(),
        entry
            .milestone()
            .map(Milestone::words)
            .or(() -> entry.step().map(ResponseStep::word))
            .orElse(word(entry.kind())),
        entry.text(),
        entry.facts().stream()
            .map(f -> f.what() + " (" + f.where() + ", " + f.at() + ")")
            .toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
