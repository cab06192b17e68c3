package dev.rekey.activities.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.Durations;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Incidents in a real ledger. */
class IncidentsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
  private static final SecretId SECRET = new SecretId("orders/db");

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final Incidents incidents = new Incidents(database.ledger());

  @Test
  void the_same_signal_has_the_same_incident_for_ever() {
    IncidentReply.Opened first = opened("health/1");
    assertThat(first.joined()).isFalse();
    assertThat(opened("health/1").incident()).isEqualTo(first.incident());
    assertThat(opened("health/1").joined()).isTrue();
    assertThat(opened("health/2").incident()).isNotEqualTo(first.incident());
  }

  @Test
  void what_its_response_heard_is_done_with_for_ever_also_when_it_is_closed() {
    IncidentReply.Opened first = opened("github/1");
    assertThat(first.heard()).isFalse();
    incidents.run(new IncidentRequest.Heard("github/1"));
    IncidentView closed = standing(first.incident());
    database
        .ledger()
        .change("UPDATE rekey.incident SET state = 'CLOSED' WHERE id = ?", closed.id().value());
    IncidentReply.Opened replayed = opened("github/1");
    assertThat(replayed.heard()).isTrue();
    assertThat(replayed.incident()).isEqualTo(first.incident());
  }

  @Test
  void a_signal_that_came_too_late_for_its_response_gets_another_incident() {
    IncidentReply.Opened first = opened("github/1");
    IncidentReply.Opened next = opened("github/1", Optional.of(first.incident()));
    assertThat(next.incident()).isNotEqualTo(first.incident());
    assertThat(next.heard()).isFalse();
    assertThat(opened("github/1").incident()).isEqualTo(next.incident());
  }

  @Test
  void what_was_accepted_and_not_heard_is_found_again() {
    IncidentSignals signals = new IncidentSignals(database.ledger());
    IncidentReply.Opened first = opened("github/1");
    opened("github/2");
    incidents.run(new IncidentRequest.Heard("github/2"));
    database.ledger().change("UPDATE rekey.incident_signal SET at = at - interval '1 minute'");
    assertThat(signals.unheard(10))
        .singleElement()
        .returns(first.incident(), IncidentReply.Opened::incident)
        .returns(first.report(), IncidentReply.Opened::report);
    incidents.run(new IncidentRequest.Heard("github/1"));
    assertThat(signals.unheard(10)).isEmpty();
  }

  @Test
  void a_line_is_written_once_and_becomes_evidence_once() {
    IncidentId id = opened("health/1").incident();
    IncidentRequest lines = new IncidentRequest.WriteDown(standing(id), List.of(line(1), line(2)));
    assertThat(incidents.run(lines)).isInstanceOf(IncidentReply.Written.class);
    assertThat(incidents.run(lines)).isInstanceOf(IncidentReply.Written.class);
    assertThat(incidents.find(id)).hasValue(standing(id).with(List.of(line(1), line(2))));
    assertThat(incidents.all()).containsExactly(standing(id));
    assertThat(
            database
                .ledger()
                .all(
                    "SELECT id FROM rekey.evidence_entry WHERE subject = ? ORDER BY id",
                    row -> row.text("id"),
                    id.value()))
        .containsExactly("incident/" + id + "/1", "incident/" + id + "/2");
  }

  private IncidentReply.Opened opened(String signal) {
    return opened(signal, Optional.empty());
  }

  private IncidentReply.Opened opened(String signal, Optional<IncidentId> ended) {
    CompromiseReport report =
        new CompromiseReport(
            signal,
            new ReportSource.Detector("AWS Health"),
            "a key is exposed",
            Optional.of(NOW),
            NOW,
            List.of(),
            List.of(),
            Optional.of(ResponseMode.REVOKE_FIRST));
    return (IncidentReply.Opened) incidents.run(new IncidentRequest.Open(report, ended));
  }

  private static TimelineEntry line(int number) {
    return new TimelineEntry(
        number,
        NOW,
        Kind.STEP,
        TimelineEntry.REKEY,
        Optional.of(ResponseStep.CONTAIN),
        Optional.empty(),
        List.of(SECRET),
        "refused and logged out",
        List.of(new Fact("role orders_a refused", "postgres:localhost:5432", NOW)));
  }

  private static IncidentView standing(IncidentId id) {
    return new IncidentView(
        id,
        "postgres-user@0123",
        Severity.P1,
        ResponseMode.REVOKE_FIRST,
        State.CONTAINING,
        Optional.empty(),
        Map.of(SECRET, Optional.of(ResponseStep.CONTAIN)),
        List.of(),
        Map.of(LegalClock.GDPR_72H, NOW),
        new Durations(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(1)),
            Optional.empty()),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
