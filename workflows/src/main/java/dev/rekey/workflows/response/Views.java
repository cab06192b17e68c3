package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incident as others see it. */
final class Views {
  private Views() {}

  /** How far an incident has come whose step this is. */
  static State state(ResponseStep step) {
    return switch (step) {
      case SNAPSHOT, CONTAIN, STABILIZE, PROVE -> State.CONTAINING;
      case HUNT, REACH -> State.ERADICATING;
      case RECOVER -> State.RECOVERING;
      case WATCH -> State.WATCHING;
      case REVIEW -> State.REVIEWING;
    };
  }

  static IncidentView of(
      CaseFile file, List<TimelineEntry> timeline, Optional<Instant> firstReceipt) {
    Map<SecretId, Optional<ResponseStep>> credentials = new LinkedHashMap<>();
    file.members().forEach(one -> credentials.put(one.secret(), one.done()));
    Map<LegalClock, Instant> clocks = new EnumMap<>(LegalClock.class);
    file.runbook().clocks().forEach(one -> clocks.put(one, one.due(file.accepted())));
    return new IncidentView(
        file.id(),
        file.runbook().name() + "@" + file.runbook().digest(),
        file.severity(),
        file.mode(),
        file.state(),
        file.lead(),
        credentials,
        List.copyOf(file.questions().values()),
        clocks,
        file.times().of(file.members(), firstReceipt),
        file.cause(),
        file.remedies(),
        file.suspects(),
        timeline);
  }
}
